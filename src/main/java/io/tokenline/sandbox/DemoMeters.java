package io.tokenline.sandbox;

import io.tokenline.token.sts.Drn;
import io.tokenline.token.sts.MeterPan;
import java.util.ArrayList;
import java.util.List;

/** The meters that a sandbox begins with, the same ones every time. */
final class DemoMeters {

    /**
     * A meter to be entered.
     *
     * @param pan its number
     * @param keys its supply group
     * @param scenario what it shows
     * @param owner an invented name
     */
    record Demo(MeterPan pan, TestKeys keys, String scenario, String owner) {}

    static final String BLOCKED = "blocked";
    static final String NORMAL = "normal";
    private static final String NORMAL_EA07 = "normal-ea07";

    private static final String[] OWNERS = {
        "Amina Wanjiru Mwangi", "Brian Otieno", "Cynthia Achieng Odhiambo", "Daud Abdi Farah", "Esther Njeri",
        "Farah Hassan Ali", "Grace Muthoni Kariuki", "Halima Yusuf", "Isaac Kiprop", "Joyce Atieno Ouma",
        "Kevin Mutua", "Leila Ahmed Noor", "Moses Kamau Njoroge", "Naima Osman", "Omar Said Juma",
        "Purity Chebet", "Quresha Aden", "Ruth Wambui Gitau", "Samuel Barasa", "Tabitha Nduta",
        "Umi Salim", "Victor Onyango Owino", "Winnie Moraa", "Yasmin Bakari", "Zawadi Mumbua Kioko",
        "Ali Warsame", "Beatrice Nyambura"
    };
    private static final int NORMAL_COUNT = 22;
    private static final int EA07_COUNT = 3;
    private static final int LONG_NUMBERS = 4;

    private DemoMeters() {}

    /** All of them: most with 11 digits, some with 13. */
    static List<Demo> all() {
        List<Demo> meters = new ArrayList<>();
        for (int i = 0; i < OWNERS.length; i++) {
            boolean longNumber = i >= NORMAL_COUNT - LONG_NUMBERS && i < NORMAL_COUNT;
            TestKeys keys = i >= NORMAL_COUNT && i < NORMAL_COUNT + EA07_COUNT ? TestKeys.EA07 : TestKeys.EA11;
            meters.add(new Demo(number(longNumber ? "0123" : "07", i + 1), keys, scenario(i), OWNERS[i]));
        }
        return meters;
    }

    private static String scenario(int i) {
        if (i < NORMAL_COUNT) {
            return NORMAL;
        }
        return i < NORMAL_COUNT + EA07_COUNT ? NORMAL_EA07 : BLOCKED;
    }

    /** Manufacturer code, a serial number of 8 digits, and whichever check digit holds. */
    private static MeterPan number(String manufacturer, int serial) {
        String unchecked = manufacturer + String.format("%08d", 10_000L * serial + 7L * serial);
        for (int digit = 0; digit <= 9; digit++) {
            var pan = MeterPan.parse(unchecked + digit);
            if (pan.isPresent()) {
                return MeterPan.of(new Drn(unchecked + digit));
            }
        }
        throw new IllegalStateException("one of ten check digits always holds");
    }
}
