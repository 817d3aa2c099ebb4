package io.tokenline.payment;

import io.tokenline.SettingTexts;
import io.tokenline.payment.http.WalletHttp;

/** Makes the wallets of one kind from their settings. */
public interface WalletKind {

    /** The word for it in the settings. */
    String name();

    /**
     * Makes a wallet.
     *
     * @param terms what every wallet has
     * @param texts what this kind has besides, under {@link WalletTerms#prefix}
     * @throws IllegalArgumentException naming the variable that cannot be used
     */
    Wallet open(WalletTerms terms, SettingTexts texts, WalletHttp http);
}
