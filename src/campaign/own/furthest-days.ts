/** No post waits further ahead: two years are as far as one may be put, and each cancelled year of a series brings the next year's. */
export const furthestDays = 36_600;
