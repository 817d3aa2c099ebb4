package io.tokenline.token.sts;

import java.util.Optional;

/** Turns tokens into 20 digits and back, for any meter whose decoder key is given (IEC 62055-41, 6.4 and 6.5). */
public final class TokenCodec {

    private static final int CLEAR_CLASS = 1;
    private static final int RESERVED_CLASS = 3;

    private final StaTables tables;

    /**
     * A codec, safe for any number of threads.
     *
     * @param tables for meters with EA 07
     */
    public TokenCodec(StaTables tables) {
        this.tables = tables;
    }

    /** The digits of a token. */
    public Token20 encode(StsToken token, DecoderKey key) {
        DataBlock block = token.block();
        return encode(block.tokenClass(), block.bits(), key);
    }

    /** The digits of a data block; one of class 1 stays clear whatever the key. */
    public Token20 encode(DataBlock block, DecoderKey key) {
        return encode(block.tokenClass(), block.bits(), key);
    }

    /** Takes numbers, so that a block that was made on the way leaves nothing behind. */
    private Token20 encode(int tokenClass, long bits, DecoderKey key) {
        if (tokenClass == RESERVED_CLASS) {
            throw new IllegalArgumentException("class 3 is reserved");
        }
        return new Token20(tokenClass, tokenClass == CLEAR_CLASS ? bits : key.encrypt(bits, tables));
    }

    /** The digits of a class 1 block, which every meter reads without a key. */
    public static Token20 encodeClear(DataBlock block) {
        if (block.tokenClass() != CLEAR_CLASS) {
            throw new IllegalArgumentException("only tokens of class 1 go unencrypted");
        }
        return new Token20(CLEAR_CLASS, block.bits());
    }

    /** Reads what a person types into a meter; see {@link #decode(Token20, DecoderKey, BaseDate)}. */
    public DecodeResult decode(String typed, DecoderKey key, BaseDate baseDate) {
        return Token20.parse(typed)
                .map(token -> decode(token, key, baseDate))
                .orElseGet(() -> new DecodeResult.Malformed("not 20 digits below 2^66"));
    }

    /**
     * Reads a token as the meter with this key does.
     *
     * @param baseDate from which the meter counts TIDs
     */
    public DecodeResult decode(Token20 token, DecoderKey key, BaseDate baseDate) {
        if (token.tokenClass() == RESERVED_CLASS) {
            return new DecodeResult.Malformed("class 3 is reserved");
        }
        return open(token, key).map(block -> StsToken.read(block, baseDate)).orElseGet(DecodeResult.WrongCrc::new);
    }

    /** The data block in a token; empty where its CRC does not fit. */
    public Optional<DataBlock> open(Token20 token, DecoderKey key) {
        long block = token.tokenClass() == CLEAR_CLASS ? token.block() : key.decrypt(token.block(), tables);
        return DataBlock.read(token.tokenClass(), block);
    }
}
