package io.tokenline.sandbox.meter;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What a meter did with a token.
 *
 * @param result its word
 * @param kind what was asked of it
 * @param value the amount of credit in the register's smallest unit, the limit in W, the control bits of a test; 0 where
 *     there is none, and where the token was not accepted
 * @param register what was credited or cleared; empty where all were, and for every other token
 * @param sectionsTaken how much of a new key has come
 * @param sectionsNeeded how much of it there is; 0 but for a section that was accepted
 */
public record Answer(
        Result result,
        Kind kind,
        BigInteger value,
        Optional<Register> register,
        int sectionsTaken,
        int sectionsNeeded) {

    static Answer refused(Result result, Kind kind) {
        return new Answer(result, kind, BigInteger.ZERO, Optional.empty(), 0, 0);
    }

    static Answer rejected(Kind kind) {
        return refused(Result.REJECTED, kind);
    }

    static Answer accepted(Kind kind, BigInteger value) {
        return new Answer(Result.ACCEPTED, kind, value, Optional.empty(), 0, 0);
    }

    static Answer accepted(Kind kind, BigInteger value, Register register) {
        return new Answer(Result.ACCEPTED, kind, value, Optional.of(register), 0, 0);
    }

    static Answer section(int taken, int needed) {
        return new Answer(Result.ACCEPTED, Kind.KEY_CHANGE, BigInteger.ZERO, Optional.empty(), taken, needed);
    }
}
