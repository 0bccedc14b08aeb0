/** Why a platform brought no count: one sentence for campaigners, which holds nothing of what the platform answered. */
export class CountFailed extends Error {
  override readonly name = "CountFailed";
}
