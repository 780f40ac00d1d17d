// The booth's errors: the same names as the Python tree wherever the fact is the same.
// Refuses logic and words for members: the page chooses what to say by the error's name.

/** Root of every error that the booth's cryptography raises on purpose. */
export class BallotServiceError extends Error {
  /** @param {string} [detail] what was seen, for a technician; never a secret */
  constructor(detail = '') {
    super(detail);
    this.name = new.target.name;
    this.detail = detail;
  }
}

// --- encoding: bytes that are not the one form in which an object is written ---

export class EncodingError extends BallotServiceError {}

/** More bytes, items or digits than this kind of object may have. */
export class TooLarge extends EncodingError {}

/** Not UTF-8 or not JSON. */
export class NotJson extends EncodingError {}

/** A JSON object names a key twice. */
export class DuplicateKey extends EncodingError {}

/** A field that the format does not have. */
export class UnknownField extends EncodingError {}

/** A field that the format requires is absent. */
export class MissingField extends EncodingError {}

/** A value of another JSON type than the format says. */
export class WrongType extends EncodingError {}

/** Well-formed, but not byte for byte the canonical form. */
export class NotCanonical extends EncodingError {}

/** A number outside 0 <= x < q, or a small integer outside its bounds. */
export class NumberOutOfRange extends EncodingError {}

/** A string that is not an element of the prime-order group. */
export class NotAnElement extends EncodingError {}

/** The identity where an election of ours forbids it. */
export class IdentityElement extends EncodingError {}

/** A text that is not NFC, holds control characters, is empty or too long. */
export class BadText extends EncodingError {}

// --- crypto: a proof or signature that does not hold ---

export class CryptoError extends BallotServiceError {}

/** A group name that this program does not implement. */
export class UnknownGroup extends CryptoError {}

/** A zero-knowledge proof does not verify. */
export class BadProof extends CryptoError {}

/** A signature does not verify. */
export class BadSignature extends CryptoError {}

/** The source of randomness repeats itself or gave too few bytes. */
export class RandomnessExhausted extends CryptoError {}

/** The blind-signature protocol was fed what RFC 9474 refuses. */
export class BlindSignatureError extends CryptoError {}

// --- protocol: an object that is well formed and wrong ---

export class ProtocolError extends BallotServiceError {}

/** Made for another election: uuid or fingerprint differ. */
export class WrongElection extends ProtocolError {}

/** Another number of questions, answers, proofs or branches than asked for. */
export class WrongShape extends ProtocolError {}

/** The hash inside a ballot's signature is not that of its content. */
export class WrongBallotHash extends ProtocolError {}

/** A choice to be encrypted that the question does not admit. */
export class BadChoice extends ProtocolError {}

/** An opening that gives other ciphertexts or proofs than the ballot holds. */
export class WrongOpening extends ProtocolError {}

/** Not a Base58 identifier of an election. */
export class BadUuid extends ProtocolError {}

/** A slip's code that was mistyped: length, alphabet or check symbol. */
export class BadSlip extends ProtocolError {}

/** A text that does not open a ballot: another form, or a field too much. */
export class BadOpening extends ProtocolError {}

/** A private credential that is not written as the format says. */
export class BadCredential extends ProtocolError {}

/** A public credential stands twice in the list. */
export class DuplicateCredential extends ProtocolError {}

/** Public credentials are not in the order of their bytes. */
export class CredentialsNotSorted extends ProtocolError {}

/** More credentials than members on the roll. */
export class TooManyCredentials extends ProtocolError {}

/** A credential of an election of ours carries a weight. */
export class WeightNotAllowed extends ProtocolError {}

/** A credential that is not in the Setup list. */
export class UnknownCredential extends ProtocolError {}

/** One alpha stands twice: a copied or repeated ciphertext. */
export class RepeatedAlpha extends ProtocolError {}

/** The trustees' parameters do not fit together. */
export class BadTrustees extends ProtocolError {}

/** The election's key is not the product of the trustees' keys. */
export class WrongPublicKey extends ProtocolError {}

/** A typed code of the wrong length, with foreign characters, or of something else. */
export class BadCode extends ProtocolError {}

// --- record: what the manifest binds ---

export class RecordError extends BallotServiceError {}

/** The manifest breaks a rule of docs/spec/manifest.md. */
export class BadManifest extends RecordError {}

/** The manifest is not the one that the election's description binds. */
export class WrongManifest extends RecordError {}

/** The election differs from the one that follows from the manifest. */
export class ElectionNotFromManifest extends RecordError {}

/** The trustees are not one Pedersen group with the manifest's t and n. */
export class WrongTrusteeGroup extends RecordError {}

// --- verify: what was typed from paper ---

export class VerificationError extends BallotServiceError {}

/** Not the Setup event that the opening sheet names. */
export class WrongSetupHash extends VerificationError {}
