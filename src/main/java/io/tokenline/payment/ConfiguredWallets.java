package io.tokenline.payment;

import io.tokenline.SettingTexts;
import io.tokenline.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The wallets that {@code TOKENLINE_WALLETS} names, each with a block of settings of its own.
 *
 * @param blocks in the order of their names
 */
record ConfiguredWallets(List<WalletTerms> blocks) {

    private static final String NAMES = "tokenline.wallets";
    private static final int MOST = 20;

    /** Reads all blocks; what every kind has besides, each kind reads for itself. */
    static ConfiguredWallets read(SettingTexts texts, Settings settings) {
        List<String> names = texts.list(NAMES);
        if (names.size() > MOST || names.stream().anyMatch(name -> !name.matches("[a-z][a-z0-9]{1,19}"))) {
            throw texts.wrong(NAMES, "at most " + MOST + " names of 2 to 20 small letters and digits");
        }
        Set<String> seen = new HashSet<>();
        List<WalletTerms> blocks = new ArrayList<>();
        for (String name : names) {
            if (!seen.add(name) || name.equals("sandbox")) {
                throw texts.wrong(NAMES, "each name once, and not sandbox");
            }
            blocks.add(WalletTerms.read(name, texts, settings.currency()));
        }
        return new ConfiguredWallets(blocks);
    }
}
