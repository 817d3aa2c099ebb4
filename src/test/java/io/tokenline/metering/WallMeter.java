package io.tokenline.metering;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyChangeToken;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.VendingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A meter on somebody's wall: it knows one key and no registry, reads what is typed, and takes another key once it has
 * all codes of the change.
 */
public final class WallMeter {

    private final TokenCodec codec = new TokenCodec(StaTables.sample());
    private final EncryptionAlgorithm algorithm;
    private final List<KeyChangeToken> sections = new ArrayList<>();
    private DecoderKey key;
    private BaseDate baseDate;

    /** A meter as it was delivered. */
    public WallMeter(MeterKeyParameters parameters, VendingKey vendingKey) {
        this.algorithm = parameters.ea();
        this.key = KeyDerivation.derive(vendingKey, parameters);
        this.baseDate = parameters.baseDate();
    }

    /** Its key. */
    public DecoderKey key() {
        return key;
    }

    /** Whether it takes these digits; nothing changes. */
    public boolean takes(String digits) {
        return codec.decode(digits, key, baseDate) instanceof DecodeResult.Decoded;
    }

    /** Types digits that it must take. */
    public StsToken type(String digits) {
        if (!(codec.decode(digits, key, baseDate) instanceof DecodeResult.Decoded decoded)) {
            throw new AssertionError("the meter says no");
        }
        if (decoded.token() instanceof KeyChangeToken section) {
            sections.add(section);
        }
        return decoded.token();
    }

    /** Types the codes of a key change, all of which it must take, and changes its key. */
    public KeyChange typeAll(List<String> codes) {
        codes.forEach(this::type);
        Optional<KeyChange> change = KeyChange.assemble(algorithm, sections);
        sections.clear();
        KeyChange whole = change.orElseThrow(() -> new AssertionError("a code is missing"));
        key = whole.newKey();
        if (whole.rollover()) {
            baseDate = switch (baseDate) {
                case BD1993 -> BaseDate.BD2014;
                case BD2014 -> BaseDate.BD2035;
                case BD2035 -> throw new AssertionError("there is no later base date");
            };
        }
        return whole;
    }
}
