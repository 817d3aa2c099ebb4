package io.tokenline.token.sts;

/** EA 07: the standard transfer algorithm (IEC 62055-41, 6.5.4), 16 rounds of substitution and permutation. */
final class Sta implements BlockCipher {

    private static final int ROUNDS = 16;
    private static final int ALIGNMENT = 12;

    /** The key of round 0; each further round takes it rotated left by one more. */
    private final long alignedKey;

    private final StaTables tables;

    Sta(long key, StaTables tables) {
        this.alignedKey = Long.rotateRight(~key, ALIGNMENT);
        this.tables = tables;
    }

    @Override
    public long encrypt(long plain) {
        long block = plain;
        for (int round = 0; round < ROUNDS; round++) {
            block = tables.substituteAndPermute(block, Long.rotateLeft(alignedKey, round));
        }
        return block;
    }

    @Override
    public long decrypt(long cipher) {
        long block = tables.permuteBack(cipher);
        for (int round = ROUNDS - 1; round > 0; round--) {
            block = tables.substituteBackAndPermuteBack(block, Long.rotateLeft(alignedKey, round));
        }
        return tables.substituteBack(block, alignedKey);
    }
}
