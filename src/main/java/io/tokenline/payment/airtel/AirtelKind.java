package io.tokenline.payment.airtel;

import io.tokenline.Secret;
import io.tokenline.SettingTexts;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletKind;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.WalletHttp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Makes wallets of Airtel Money: {@code KIND=airtel}. */
@ApplicationScoped
public class AirtelKind implements WalletKind {

    private final Clock clock;

    @Inject
    AirtelKind(Clock clock) {
        this.clock = clock;
    }

    /**
     * What Airtel wants to know of us.
     *
     * @param country its two letters, such as {@code UG}
     * @param countryCode the digits that Airtel leaves out of phone numbers
     */
    record Account(String id, Secret secret, String country, String countryCode) {}

    @Override
    public String name() {
        return "airtel";
    }

    @Override
    public Wallet open(WalletTerms terms, SettingTexts texts, WalletHttp http) {
        String at = WalletTerms.prefix(terms.name());
        Account account = new Account(
                texts.needed(at + "client.id", "[A-Za-z0-9-]{1,64}", "the client's id"),
                texts.neededSecret(at + "client.secret", "the client's secret"),
                texts.needed(at + "country", "[A-Z]{2}", "two letters, such as UG"),
                texts.needed(at + "country.code", "[1-9][0-9]{0,2}", "the digits of the country, such as 256"));
        if (terms.prefixes().stream().anyMatch(prefix -> !prefix.startsWith(account.countryCode()))) {
            throw texts.wrong(at + "prefixes", "first digits that begin with " + account.countryCode());
        }
        return new Airtel(terms, account, http, clock);
    }
}
