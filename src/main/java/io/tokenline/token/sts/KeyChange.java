package io.tokenline.token.sts;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A new decoder key for a meter, sent as 2 tokens (EA 07) or 4 (EA 11) under its current key (IEC 62055-41, 6.2 and
 * 6.5.2).
 *
 * @param newKey of the same algorithm as the current one
 * @param sgc new supply group; the 2 tokens of EA 07 do not carry it and the meter shows 000000
 * @param ti new tariff index
 * @param krn revision of the new vending key
 * @param kt type of the new key
 * @param ken expiry of the new vending key
 * @param rollover whether the meter forgets the TIDs it has seen, because a later base date starts them anew
 */
public record KeyChange(
        DecoderKey newKey,
        SupplyGroupCode sgc,
        TariffIndex ti,
        KeyRevision krn,
        KeyType kt,
        KeyExpiryNumber ken,
        boolean rollover) {

    private static final SupplyGroupCode NOT_CARRIED = new SupplyGroupCode("000000");
    private static final int MAX_SGC = 999_999;

    /**
     * The change from one key of a meter to another.
     *
     * @param ken expiry of the new vending key
     * @throws IllegalArgumentException where the two are not of one meter and one key derivation, where the base date goes
     *     back, or where a roll-over would leave the key as it is: the meter would take old tokens again
     */
    public static KeyChange between(
            MeterKeyParameters current,
            DecoderKey currentKey,
            MeterKeyParameters next,
            DecoderKey newKey,
            KeyExpiryNumber ken) {
        if (!current.pan().equals(next.pan())) {
            throw new IllegalArgumentException("a key change is for one meter: it keeps the MeterPAN");
        }
        if (current.ea() != next.ea() || current.dkga() != next.dkga()) {
            throw new IllegalArgumentException("a key change keeps the meter's cipher (EA) and key derivation (DKGA)");
        }
        if (currentKey.algorithm() != current.ea() || newKey.algorithm() != next.ea()) {
            throw new IllegalArgumentException("a key change needs both keys for the meter's cipher, " + current.ea());
        }
        int direction = next.baseDate().compareTo(current.baseDate());
        if (direction < 0) {
            throw new IllegalArgumentException("a key change never goes back to an earlier base date");
        }
        if (direction > 0 && newKey.equals(currentKey)) {
            throw new IllegalArgumentException("a change of base date needs another key");
        }
        return new KeyChange(newKey, next.sgc(), next.ti(), next.krn(), next.kt(), ken, direction > 0);
    }

    /**
     * Whether the new key makes no tokens any more: then its tokens must not be made either, or the meter would be left
     * with a dead key. That the current key has expired does not matter: a key change is the way out.
     *
     * @param now counted from the new key's base date
     */
    public boolean leadsToAnExpiredKey(TokenIdentifier now) {
        return ken.isExpiredAt(now);
    }

    /** The tokens to encode under the meter's current key, in the order in which they are printed. */
    public List<KeyChangeToken> tokens() {
        ByteBuffer parts = ByteBuffer.wrap(newKey.bytes());
        KeyChangeToken first = new KeyChangeToken.First(ken.highNibble(), krn, rollover, kt, parts.getInt());
        return switch (newKey.algorithm()) {
            case EA07 -> List.of(first, new KeyChangeToken.Second(ken.lowNibble(), ti, parts.getInt()));
            case EA11 -> {
                KeyChangeToken third = new KeyChangeToken.Third(sgc.number() & 0xFFF, parts.getInt());
                KeyChangeToken fourth = new KeyChangeToken.Fourth(sgc.number() >>> 12, parts.getInt());
                yield List.of(first, new KeyChangeToken.Second(ken.lowNibble(), ti, parts.getInt()), third, fourth);
            }
        };
    }

    /**
     * What a meter makes of the tokens entered so far, in any order; a section entered twice counts as entered last.
     *
     * @param algorithm of the meter: it decides how many sections there are
     * @return empty while a section is missing, or where the supply group code is none
     */
    public static Optional<KeyChange> assemble(
            EncryptionAlgorithm algorithm, Collection<? extends KeyChangeToken> entered) {
        Optional<KeyChangeToken.First> first = last(entered, KeyChangeToken.First.class);
        Optional<KeyChangeToken.Second> second = last(entered, KeyChangeToken.Second.class);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer key =
                ByteBuffer.allocate(algorithm.keyBytes()).putInt(first.get().keyPart());
        SupplyGroupCode sgc = NOT_CARRIED;
        if (algorithm == EncryptionAlgorithm.EA11) {
            Optional<KeyChangeToken.Third> third = last(entered, KeyChangeToken.Third.class);
            Optional<KeyChangeToken.Fourth> fourth = last(entered, KeyChangeToken.Fourth.class);
            if (third.isEmpty() || fourth.isEmpty()) {
                return Optional.empty();
            }
            int number = fourth.get().sgcHigh() << 12 | third.get().sgcLow();
            if (number > MAX_SGC) {
                return Optional.empty();
            }
            sgc = SupplyGroupCode.of(number);
            key.putInt(third.get().keyPart()).putInt(fourth.get().keyPart());
        }
        key.putInt(second.get().keyPart());
        return Optional.of(whole(new DecoderKey(algorithm, key.array()), sgc, first.get(), second.get()));
    }

    private static KeyChange whole(
            DecoderKey key, SupplyGroupCode sgc, KeyChangeToken.First first, KeyChangeToken.Second second) {
        KeyExpiryNumber ken = new KeyExpiryNumber(first.kenHigh() << 4 | second.kenLow());
        return new KeyChange(key, sgc, second.ti(), first.krn(), first.kt(), ken, first.rollover());
    }

    private static <T extends KeyChangeToken> Optional<T> last(
            Collection<? extends KeyChangeToken> entered, Class<T> section) {
        return entered.stream().filter(section::isInstance).map(section::cast).reduce((earlier, later) -> later);
    }
}
