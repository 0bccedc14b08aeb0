const vowels = "аеёиоуыэюя";

/**
 * A Russian surname as Belarusian writes it, by the rules for surnames (Правілы беларускай арфаграфіі, 2008): аканне, яканне, дзеканне, цеканне, hard р and
 * ч, ў. The stressed vowel is in capitals. https://pravo.by/document/?guid=3871&p0=H10800420
 */
export const belarusianFromRussian = (stressed: string): string => {
  const stressAt = Array.from(stressed).findIndex((letter) => letter !== letter.toLowerCase());
  const letters = Array.from(stressed.toLowerCase());
  const pretonicAt = letters.findLastIndex((letter, index) => index < stressAt && vowels.includes(letter));
  let written = "";
  for (const [index, letter] of letters.entries()) {
    const before = letters[index - 1] ?? "";
    const next = letters[index + 1] ?? "";
    const isStressed = index === stressAt;
    const isHard = "ршжчц".includes(before) && before !== "";
    if (letter === "о") written += isStressed ? "о" : "а";
    else if (letter === "е") written += isHard ? (index === pretonicAt ? "а" : "э") : index === pretonicAt ? "я" : "е";
    else if (letter === "ё") written += isHard ? "о" : "ё";
    else if (letter === "я") written += before === "р" ? "а" : "я";
    else if (letter === "ю") written += before === "р" ? "у" : "ю";
    else if (letter === "и") written += isHard ? "ы" : "і";
    else if (letter === "щ") written += "шч";
    else if (letter === "т") written += "еиюяёь".includes(next) && next !== "" ? "ц" : "т";
    else if (letter === "д") written += "еиюяёь".includes(next) && next !== "" ? "дз" : "д";
    else if (letter === "в" && index > 0 && vowels.includes(before) && (next === "" || !vowels.includes(next))) written += "ў";
    else if (letter !== "ь" || !/[рчшж]/u.test(before)) written += letter;
  }
  return written.replace(/[іы]й$/u, "і");
};
