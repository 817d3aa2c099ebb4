package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Pump;
import io.tokenline.SettingTexts;
import io.tokenline.Settings;
import io.tokenline.payment.http.WalletHttp;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the wallets that are set; one that cannot be used stops the deployment with a sentence that says why. */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionManagement(TransactionManagementType.BEAN)
public class WalletServer {

    private static final Logger LOG = LoggerFactory.getLogger(WalletServer.class);
    private static final Duration REFUNDS = Duration.ofSeconds(5);

    @Inject
    private Settings settings;

    @Inject
    private Wallets wallets;

    @Inject
    private Instance<WalletKind> kinds;

    @Inject
    private Clock clock;

    @Inject
    private Refunds refunds;

    @Inject
    private RefundRules rules;

    @Inject
    private Callbacks callbacks;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-wallets")
    private ManagedExecutorService asking;

    /** For the steps of calls alone: answers are read though everybody waits for one. */
    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-http")
    private ManagedExecutorService steps;

    @Resource
    private ContextService context;

    private Pump returning;

    @PostConstruct
    void start() {
        Config config = ConfigProvider.getConfig();
        SettingTexts texts = new SettingTexts(name -> config.getOptionalValue(name, String.class));
        for (WalletTerms block : ConfiguredWallets.read(texts, settings).blocks()) {
            Wallet wallet = kind(block, texts).open(block, texts, new WalletHttp(block.name(), steps, clock));
            wallets.add(wallet, block);
            LOG.info("TKL-7100 wallet {}: {}", block.name(), block);
        }
        callbacks.confirmOn(asking);
        startRefunds(texts);
    }

    private void startRefunds(SettingTexts texts) {
        Money alone = alone(texts);
        rules.aloneUpTo(alone.minor());
        LOG.info("TKL-7100 refunds: one person alone up to {}", alone);
        RefundWork refundWork = new RefundWork(refunds, asking);
        returning = new Pump("refunds", timer, work, context::contextualRunnable, REFUNDS, refundWork::drain);
        refunds.onWork(returning::wake);
    }

    private Money alone(SettingTexts texts) {
        String name = "tokenline.refund.alone";
        String text = texts.text(name, "0");
        return Money.parse(text, settings.currency())
                .orElseThrow(() -> texts.wrong(name, "an amount such as 500; 0 where two persons are always needed"));
    }

    @PreDestroy
    void stop() {
        returning.close();
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
