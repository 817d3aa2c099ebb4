package io.tokenline.payment;

import io.tokenline.SettingTexts;
import io.tokenline.Settings;
import io.tokenline.payment.http.WalletHttp;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the wallets that are set; one that cannot be used stops the deployment with a sentence that says why. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class WalletServer {

    private static final Logger LOG = LoggerFactory.getLogger(WalletServer.class);

    @Inject
    private Settings settings;

    @Inject
    private Wallets wallets;

    @Inject
    private Instance<WalletKind> kinds;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @PostConstruct
    void start() {
        Config config = ConfigProvider.getConfig();
        SettingTexts texts = new SettingTexts(name -> config.getOptionalValue(name, String.class));
        for (WalletTerms block : ConfiguredWallets.read(texts, settings).blocks()) {
            Wallet wallet = kind(block, texts).open(block, texts, new WalletHttp(block.name(), work, clock));
            wallets.add(wallet, block);
            LOG.info("TKL-7100 wallet {}: {}", block.name(), block);
        }
    }

    private WalletKind kind(WalletTerms block, SettingTexts texts) {
        List<WalletKind> known =
                kinds.stream().sorted(Comparator.comparing(WalletKind::name)).toList();
        return known.stream()
                .filter(kind -> kind.name().equals(block.kind()))
                .findAny()
                .orElseThrow(() -> texts.wrong(
                        WalletTerms.prefix(block.name()) + "kind",
                        "one of "
                                + String.join(
                                        ", ",
                                        known.stream().map(WalletKind::name).toList())));
    }
}
