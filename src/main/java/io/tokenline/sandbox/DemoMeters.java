package io.tokenline.sandbox;

import io.tokenline.metering.MeterAccount;
import io.tokenline.token.sts.Drn;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.TariffIndex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The meters that a sandbox begins with, the same ones every time. */
final class DemoMeters {

    /**
     * A meter to be entered. Its hardware has the first revision of its group's key.
     *
     * @param pan its number
     * @param keys its supply group
     * @param scenario what it shows
     * @param owner an invented name
     * @param target what its key should become; empty where that is as it should be
     */
    record Demo(MeterPan pan, TestKeys keys, String scenario, String owner, Optional<Target> target) {

        /** The tariff that it is charged by. */
        String tariff() {
            return scenario.equals(FIXED_CHARGE) ? FIXED_TARIFF : TARIFF;
        }

        /** What it owes: of each purchase 50.00 and a fifth go to it, at most half of the purchase. */
        Optional<MeterAccount.OpenDebt> debt() {
            return scenario.equals(DEBT)
                    ? Optional.of(new MeterAccount.OpenDebt(
                            0, "Debt", 1_500_00, 50_00, new BigDecimal("0.2"), 0, OptionalLong.empty()))
                    : Optional.empty();
        }

        /** What the meter's own key is. */
        KeyRevision revision() {
            return keys.revision();
        }
    }

    /**
     * The key that a meter is due for, in the same supply group.
     *
     * @param revision of the vending key
     * @param tariffIndex that goes with it
     */
    record Target(KeyRevision revision, TariffIndex tariffIndex) {}

    /** One price and VAT. */
    static final String TARIFF = "demo";

    /** Blocks, a fixed charge a month, VAT. */
    static final String FIXED_TARIFF = "demo-fixed";

    static final String BLOCKED = "blocked";
    static final String NORMAL = "normal";
    static final String KEY_CHANGE = "key-change";
    static final String DEBT = "debt";
    static final String FIXED_CHARGE = "fixed-charge";
    private static final String NORMAL_EA07 = "normal-ea07";

    private static final String[] OWNERS = {
        "Amina Wanjiru Mwangi", "Brian Otieno", "Cynthia Achieng Odhiambo", "Daud Abdi Farah", "Esther Njeri",
        "Farah Hassan Ali", "Grace Muthoni Kariuki", "Halima Yusuf", "Isaac Kiprop", "Joyce Atieno Ouma",
        "Kevin Mutua", "Leila Ahmed Noor", "Moses Kamau Njoroge", "Naima Osman", "Omar Said Juma",
        "Purity Chebet", "Quresha Aden", "Ruth Wambui Gitau", "Samuel Barasa", "Tabitha Nduta",
        "Umi Salim", "Victor Onyango Owino", "Winnie Moraa", "Yasmin Bakari", "Zawadi Mumbua Kioko",
        "Ali Warsame", "Beatrice Nyambura", "Caleb Kipkorir", "Dorcas Nafula", "Elijah Mwendwa",
        "Fatuma Bashir", "Gideon Mutiso", "Hawa Jillo", "Ibrahim Kosgei"
    };

    /** How many have a number of 13 digits, the last of the ordinary ones. */
    private static final int LONG_NUMBERS = 4;

    private DemoMeters() {}

    /** All of them. A new scenario comes last: the serial numbers count through. */
    static List<Demo> all() {
        List<Demo> meters = new ArrayList<>();
        add(meters, 22 - LONG_NUMBERS, "07", TestKeys.EA11, NORMAL);
        add(meters, LONG_NUMBERS, "0123", TestKeys.EA11, NORMAL);
        add(meters, 3, "07", TestKeys.EA07, NORMAL_EA07);
        add(meters, 2, "07", TestKeys.EA11, BLOCKED);
        add(meters, 2, "07", TestKeys.EA11, KEY_CHANGE);
        add(meters, 1, "07", TestKeys.EA07, KEY_CHANGE);
        add(meters, 2, "07", TestKeys.EA11, DEBT);
        add(meters, 2, "07", TestKeys.EA11, FIXED_CHARGE);
        return meters;
    }

    private static void add(List<Demo> meters, int count, String manufacturer, TestKeys keys, String scenario) {
        Optional<Target> target = scenario.equals(KEY_CHANGE)
                ? Optional.of(new Target(keys.nextRevision(), keys.tariffIndex()))
                : Optional.empty();
        for (int i = 0; i < count; i++) {
            String owner = OWNERS[meters.size()];
            meters.add(new Demo(number(manufacturer, meters.size() + 1), keys, scenario, owner, target));
        }
    }

    /** Manufacturer code, a serial number of 8 digits, and whichever check digit holds. */
    private static MeterPan number(String manufacturer, int serial) {
        String unchecked = manufacturer + String.format(Locale.ROOT, "%08d", 10_000L * serial + 7L * serial);
        for (int digit = 0; digit <= 9; digit++) {
            var pan = MeterPan.parse(unchecked + digit);
            if (pan.isPresent()) {
                return MeterPan.of(new Drn(unchecked + digit));
            }
        }
        throw new IllegalStateException("one of ten check digits always holds");
    }
}
