package io.tokenline.token.sts;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** One row of a vector file: how its decoder key and its data block follow from the authoritative columns. */
record StsVector(Map<String, String> row) {

    String id() {
        return text("id");
    }

    int tokenClass() {
        return number("class");
    }

    int subClass() {
        return number("subclass");
    }

    /** Why the row cannot be run, where it cannot. */
    Optional<String> leftOut(Optional<StaTables> licensed) {
        if (tokenClass() == 1) {
            return Optional.empty();
        }
        if (tokenClass() == 3) {
            return Optional.of("class 3 is reserved");
        }
        if (!has("vending_key") && !has("decoder_key_be")) {
            return Optional.of("it has no key");
        }
        if (needsLicensedTables() && licensed.isEmpty()) {
            return Optional.of("its STA tables are not given (sts.tables)");
        }
        if (has("ea") && number("ea") != 7 && number("ea") != 11) {
            return Optional.of("its EA is not supported");
        }
        if (has("dkga") && number("dkga") != 2 && number("dkga") != 4) {
            return Optional.of("its DKGA is not supported");
        }
        if (hasUnsupportedType("vending_key", "kt") || hasUnsupportedType("kct_new_vending_key", "kct_new_kt")) {
            return Optional.of("its key type is not supported");
        }
        return Optional.empty();
    }

    private boolean hasUnsupportedType(String keyColumn, String typeColumn) {
        return has(keyColumn) && (number(typeColumn) == 0 || number(typeColumn) == 3);
    }

    StaTables tables(Optional<StaTables> licensed) {
        return needsLicensedTables() ? licensed.orElseThrow() : StaTables.sample();
    }

    private boolean needsLicensedTables() {
        return !text("sta_tables").isEmpty()
                && !text("sta_tables").equalsIgnoreCase("n/a")
                && !text("sta_tables").equalsIgnoreCase("sample");
    }

    /** Derived from the vending key; only where a row has none, the decoder key it states. */
    DecoderKey decoderKey() {
        if (!has("vending_key")) {
            return new DecoderKey(algorithm(), hex("decoder_key_be"));
        }
        return KeyDerivation.derive(
                new VendingKey(hex("vending_key")), parameters(text("sgc"), "ti", "krn", "kt", text("bdt")));
    }

    /** The key that a key-change token brings, for the same meter. */
    DecoderKey newDecoderKey() {
        if (!has("kct_new_vending_key")) {
            return new DecoderKey(algorithm(), hex("kct_new_decoder_key_be"));
        }
        return KeyDerivation.derive(
                new VendingKey(hex("kct_new_vending_key")),
                parameters(text("kct_new_sgc"), "kct_new_ti", "kct_new_krn", "kct_new_kt", text("kct_new_bdt")));
    }

    private MeterKeyParameters parameters(String sgc, String ti, String krn, String kt, String bdt) {
        return new MeterKeyParameters(
                MeterPan.parse(text("meter_pan")).orElseThrow(),
                algorithm(),
                Dkga.ofCode(number("dkga")),
                BaseDate.ofCode(bdt),
                new SupplyGroupCode(sgc),
                new TariffIndex(number(ti)),
                new KeyRevision(number(krn)),
                KeyType.ofCode(number(kt)));
    }

    private EncryptionAlgorithm algorithm() {
        return EncryptionAlgorithm.ofCode(number("ea"));
    }

    /** The fields put together; those of a row without fields are read from its block. */
    DataBlock block() {
        DataBlock block = DataBlock.of(tokenClass(), subClass());
        if (isKeyChange()) {
            return keyChange(block);
        }
        if (has("tid")) {
            int value = Integer.parseInt(text("field16_hex"), 16);
            return block.with(56, 4, number("rnd_or_SE"))
                    .with(32, 24, number("tid"))
                    .with(16, 16, value);
        }
        long content = Long.parseUnsignedLong(text("plain64"), 16) >>> 16;
        return block.with(16, 44, content & (1L << 44) - 1);
    }

    boolean isKeyChange() {
        return tokenClass() == 2 && (subClass() == 3 || subClass() == 4 || subClass() == 8 || subClass() == 9);
    }

    private DataBlock keyChange(DataBlock block) {
        String key = HexFormat.of().formatHex(newDecoderKey().bytes());
        int sgc = number("kct_new_sgc");
        return switch (subClass()) {
            case 3 ->
                block.with(56, 4, number("kct_new_ken") >> 4)
                        .with(52, 4, number("kct_new_krn"))
                        .with(51, 1, number("kct_ro"))
                        .with(48, 2, number("kct_new_kt"))
                        .with(16, 32, Long.parseLong(key.substring(0, 8), 16));
            case 4 ->
                block.with(56, 4, number("kct_new_ken") & 0xF)
                        .with(48, 8, number("kct_new_ti"))
                        .with(16, 32, Long.parseLong(key.substring(key.length() - 8), 16));
            case 8 -> block.with(48, 12, sgc & 0xFFF).with(16, 32, Long.parseLong(key.substring(8, 16), 16));
            default -> block.with(48, 12, sgc >> 12).with(16, 32, Long.parseLong(key.substring(16, 24), 16));
        };
    }

    boolean has(String column) {
        return !text(column).isEmpty();
    }

    String text(String column) {
        return row.getOrDefault(column, "");
    }

    private int number(String column) {
        return Integer.parseInt(text(column));
    }

    private byte[] hex(String column) {
        return HexFormat.of().parseHex(text(column));
    }
}
