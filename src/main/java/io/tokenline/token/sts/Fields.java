package io.tokenline.token.sts;

/** The fields that most tokens share, by their lowest bit: RND, TID and a value of 16 bits (IEC 62055-41, 6.2). */
final class Fields {

    static final int RND = 56;
    static final int TID = 32;
    static final int VALUE = 16;

    private Fields() {}

    static void requireRnd(int rnd) {
        if (rnd < 0 || rnd > 15) {
            throw new IllegalArgumentException("RND has 4 bits: 0 to 15");
        }
    }

    static void requireWithin(int value, int bits) {
        if (value < 0 || value >= 1 << bits) {
            throw new IllegalArgumentException("a field of " + bits + " bits cannot hold this value");
        }
    }

    static DataBlock identified(DataBlock block, int rnd, TokenIdentifier tid) {
        return block.with(RND, 4, rnd).with(TID, 24, tid.minutes());
    }

    static int rnd(DataBlock block) {
        return (int) block.field(RND, 4);
    }

    static TokenIdentifier tid(DataBlock block, BaseDate baseDate) {
        return new TokenIdentifier(baseDate, (int) block.field(TID, 24));
    }

    static int value(DataBlock block) {
        return (int) block.field(VALUE, 16);
    }
}
