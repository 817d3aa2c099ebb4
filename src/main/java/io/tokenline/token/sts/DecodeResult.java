package io.tokenline.token.sts;

/** What a meter makes of 20 digits. */
public sealed interface DecodeResult {

    /** The token is whole; whether it is new to the meter is not decided here. */
    record Decoded(StsToken token) implements DecodeResult {}

    /** The checksum does not fit: mistyped, or made for another meter or key. */
    record WrongCrc() implements DecodeResult {}

    /** The checksum fits, but nothing here reads this class and sub-class. */
    record KindNotRead(int tokenClass, int subClass) implements DecodeResult {}

    /**
     * No token can look like this.
     *
     * @param reason for people; it holds no digit of the token
     */
    record Malformed(String reason) implements DecodeResult {}
}
