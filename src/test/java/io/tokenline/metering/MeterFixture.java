package io.tokenline.metering;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.tariff.book.TariffFixture;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.VendingKey;
import io.tokenline.vault.AllowedTokens;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Meters of a supply group whose vending key a test can load, and what such a meter reads from a token. */
public final class MeterFixture {

    /** The group's key, of no worth. */
    public static final VendingKey KEY =
            new VendingKey(HexFormat.of().parseHex("f0e1d2c3b4a5968778695a4b3c2d1e0f01234567"));

    /** The key of its next revision, or of another group. */
    public static final VendingKey NEXT_KEY =
            new VendingKey(HexFormat.of().parseHex("00112233445566778899aabbccddeeff01234567"));

    /** The key of a group whose meters have EA 07. */
    public static final VendingKey DES_KEY = new VendingKey(HexFormat.of().parseHex("0123456789abcdef"));

    /** Its successor. */
    public static final VendingKey NEXT_DES_KEY = new VendingKey(HexFormat.of().parseHex("133457799bbcdff1"));

    private static final SupplyGroupCode GROUP = new SupplyGroupCode("123457");
    private static final SupplyGroupCode DES_GROUP = new SupplyGroupCode("123458");

    private MeterFixture() {}

    /** A meter number with a serial number of choice. */
    public static MeterPan pan(int serial) {
        return IntStream.rangeClosed(0, 9)
                .mapToObj(digit -> MeterPan.parse(String.format("07%08d%d", serial, digit)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** The key parameters of a meter of the group. */
    public static MeterKeyParameters parameters(int serial, BaseDate baseDate) {
        return new MeterKeyParameters(
                pan(serial),
                EncryptionAlgorithm.EA11,
                Dkga.DKGA04,
                baseDate,
                GROUP,
                new TariffIndex(1),
                new KeyRevision(1),
                KeyType.DUTK);
    }

    /** The key parameters of a meter with EA 07. */
    public static MeterKeyParameters parametersOfEa07(int serial) {
        return new MeterKeyParameters(
                pan(serial),
                EncryptionAlgorithm.EA07,
                Dkga.DKGA02,
                BaseDate.BD2014,
                DES_GROUP,
                new TariffIndex(1),
                new KeyRevision(1),
                KeyType.DUTK);
    }

    /** The same meter in another group, under another tariff index and key revision. */
    public static MeterKeyParameters rekeyed(MeterKeyParameters meter, SupplyGroupCode sgc, int ti, int krn) {
        return new KeyTarget(sgc, new TariffIndex(ti), new KeyRevision(krn)).of(meter, meter.baseDate(), meter.kt());
    }

    /** What leads a meter to these parameters. */
    public static KeyTarget targetOf(MeterKeyParameters to) {
        return new KeyTarget(to.sgc(), to.ti(), to.krn());
    }

    /** Enters a meter of the group with its customer. */
    public static Meter register(Rooms rooms, int serial) {
        return register(rooms, parameters(serial, BaseDate.BD2014), Optional.empty());
    }

    /** Enters any meter with its customer. */
    public static Meter register(Rooms rooms, MeterKeyParameters parameters, Optional<Msisdn> owner) {
        Database database = rooms.get(Database.class);
        TariffFixture.bringIn(rooms, "demo");
        Customer customer = new Customer("Amina Wanjiru", database.clock().instant());
        Meter meter =
                new Meter(parameters, customer, "demo", owner, database.clock().instant());
        rooms.get(Meters.class).register(customer, List.of(meter));
        return meter;
    }

    /** The meter as the registry has it now. */
    public static Meter now(Rooms rooms, Meter meter) {
        return rooms.get(Meters.class).byPan(meter.pan()).orElseThrow();
    }

    /** What may be done with the group's key: everything, without end. */
    public static KeyAttributes attributes() {
        return attributes(1, BaseDate.BD2014, 255);
    }

    /** The attributes of another revision. */
    public static KeyAttributes attributes(int revision, BaseDate baseDate, int ken) {
        return new KeyAttributes(
                GROUP,
                new KeyRevision(revision),
                KeyType.DUTK,
                Dkga.DKGA04,
                EncryptionAlgorithm.EA11,
                baseDate,
                new KeyExpiryNumber(ken),
                baseDate.start(),
                KeyAttributes.NEVER,
                AllowedTokens.USUAL,
                0,
                0);
    }

    /** The attributes of the key that serves such a meter. */
    public static KeyAttributes attributesFor(MeterKeyParameters meter, AllowedTokens allowed) {
        return new KeyAttributes(
                meter.sgc(),
                meter.krn(),
                meter.kt(),
                meter.dkga(),
                meter.ea(),
                meter.baseDate(),
                new KeyExpiryNumber(255),
                meter.baseDate().start(),
                KeyAttributes.NEVER,
                allowed,
                0,
                0);
    }

    /** Loads the key that serves such a meter. */
    public static void loadKeyFor(Rooms rooms, MeterKeyParameters meter, VendingKey key) {
        loadKey(rooms, attributesFor(meter, AllowedTokens.USUAL), key);
    }

    /** Loads the group's key. */
    public static void loadKey(Rooms rooms) {
        loadKey(rooms, attributes(), KEY);
    }

    /** Loads a key as two custodians do. */
    public static void loadKey(Rooms rooms, KeyAttributes attributes, VendingKey key) {
        try {
            Vault vault = rooms.get(Vault.class);
            vault.createIfMissing();
            Vault.Result proposed = vault.propose(attributes, key, "for the test", "amina");
            long id = proposed.proposal()
                    .orElseThrow(() -> new IllegalStateException("refused: " + proposed.outcome()))
                    .id();
            Outcome decided = vault.decide(id, true, "brian").outcome();
            if (decided != Outcome.OK) {
                throw new IllegalStateException("refused: " + decided);
            }
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the meter itself makes of the digits. */
    public static TransferCredit read(int serial, String digits) {
        MeterKeyParameters meter = parameters(serial, BaseDate.BD2014);
        DecodeResult result =
                new TokenCodec(StaTables.sample()).decode(digits, KeyDerivation.derive(KEY, meter), meter.baseDate());
        return (TransferCredit) ((DecodeResult.Decoded) result).token();
    }
}
