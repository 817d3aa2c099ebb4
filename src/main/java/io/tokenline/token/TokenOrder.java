package io.tokenline.token;

import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.ClearCredit;
import io.tokenline.token.sts.ClearTamperCondition;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.CreditRegister;
import io.tokenline.token.sts.InitiateMeterTest;
import io.tokenline.token.sts.SetMaximumPhasePowerUnbalanceLimit;
import io.tokenline.token.sts.SetMaximumPowerLimit;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;

/** What a token is to say, before it has its TID. */
public sealed interface TokenOrder {

    /** Class of the token. */
    int tokenClass();

    /** Sub-class of the token. */
    int subClass();

    /** The token, as soon as its random number and TID are known. */
    StsToken token(int rnd, TokenIdentifier tid);

    /** What it carries, in 0.1 kWh: the encoded value. */
    default long unitsTenths() {
        return 0;
    }

    /** Electricity (class 0, sub-class 0). */
    record Credit(Amount16 amount) implements TokenOrder {

        @Override
        public int tokenClass() {
            return 0;
        }

        @Override
        public int subClass() {
            return Commodity.ELECTRICITY.code();
        }

        @Override
        public StsToken token(int rnd, TokenIdentifier tid) {
            return new TransferCredit(Commodity.ELECTRICITY, rnd, tid, amount);
        }

        @Override
        public long unitsTenths() {
            return amount.units();
        }
    }

    /** The most power that the meter lets through, in watts (class 2, sub-class 0). */
    record PowerLimit(Amount16 watts) implements Management {

        @Override
        public int subClass() {
            return 0;
        }

        @Override
        public StsToken token(int rnd, TokenIdentifier tid) {
            return new SetMaximumPowerLimit(rnd, tid, watts);
        }
    }

    /** Takes all credit of a register from the meter (class 2, sub-class 1). */
    record Clear(CreditRegister register) implements Management {

        @Override
        public int subClass() {
            return 1;
        }

        @Override
        public StsToken token(int rnd, TokenIdentifier tid) {
            return new ClearCredit(rnd, tid, register);
        }
    }

    /** Lets a meter work again that noticed tampering (class 2, sub-class 5). */
    record ClearTamper() implements Management {

        @Override
        public int subClass() {
            return 5;
        }

        @Override
        public StsToken token(int rnd, TokenIdentifier tid) {
            return new ClearTamperCondition(rnd, tid);
        }
    }

    /** The most unbalance between phases, in watts (class 2, sub-class 6). */
    record PhaseUnbalance(Amount16 watts) implements Management {

        @Override
        public int subClass() {
            return 6;
        }

        @Override
        public StsToken token(int rnd, TokenIdentifier tid) {
            return new SetMaximumPhasePowerUnbalanceLimit(rnd, tid, watts);
        }
    }

    /** Tests and displays (class 1), which every meter reads without a key. */
    record MeterTest(InitiateMeterTest test) implements TokenOrder {

        @Override
        public int tokenClass() {
            return 1;
        }

        @Override
        public int subClass() {
            return test.form() == InitiateMeterTest.Form.TWO_DIGITS ? 0 : 1;
        }

        @Override
        public StsToken token(int rnd, TokenIdentifier tid) {
            return test;
        }
    }

    /** What a utility tells a meter to do. */
    sealed interface Management extends TokenOrder {

        @Override
        default int tokenClass() {
            return 2;
        }
    }
}
