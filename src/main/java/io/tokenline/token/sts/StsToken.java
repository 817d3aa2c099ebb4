package io.tokenline.token.sts;

/** A token's meaning, each kind with its own fields (IEC 62055-41, 6.2). */
public sealed interface StsToken permits TransferCredit {

    /** The data block that says this. */
    DataBlock block();
}
