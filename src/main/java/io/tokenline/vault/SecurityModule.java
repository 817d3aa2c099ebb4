package io.tokenline.vault;

import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.Token20;
import java.util.List;
import java.util.Optional;

/**
 * Where tokens are encrypted: what STS calls a security module. Keys stay behind it. The vault's own is software; a
 * certified network puts a hardware module in its place.
 */
public interface SecurityModule {

    /**
     * One token of a key change.
     *
     * @param subClass of class 2: 3, 4, 8 or 9
     */
    record Section(int subClass, Token20 token) {}

    /** The vending key of a supply group and revision, without the key; empty where none is loaded. */
    Optional<LoadedKey> key(SupplyGroupCode group, KeyRevision revision) throws VaultException;

    /**
     * The tables of EA 07 are those that meters know; without them it makes no token for such a meter.
     *
     * @return whether it can make tokens for meters with EA 07
     */
    boolean servesSta();

    /** What stands against making tokens, for all meters or some, to an operator; empty while nothing does. */
    Optional<String> trouble();

    /**
     * Encrypts a token under a meter's decoder key. Whether it may be made is judged before, by {@link LoadedKey}.
     *
     * @throws VaultException where the module cannot, or no such key is loaded
     */
    Token20 encode(StsToken token, MeterKeyParameters meter) throws VaultException;

    /**
     * The tokens that lead a meter from one key to another, encrypted under the first, in the order of entry.
     *
     * @throws VaultException where the module cannot, or one of the keys is not loaded
     */
    List<Section> changeKey(MeterKeyParameters current, MeterKeyParameters next) throws VaultException;

    /** What a meter with this key reads from a token. */
    DecodeResult decode(Token20 token, MeterKeyParameters meter) throws VaultException;
}
