package io.tokenline.smpp;

import io.tokenline.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Our certificate for operators, and whose certificates we trust. TLS 1.2 and 1.3 only. */
final class TlsContext {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final boolean clientCertificates;

    private TlsContext(SSLContext context, boolean clientCertificates) {
        this.context = context;
        this.clientCertificates = clientCertificates;
    }

    /**
     * Reads the files that the settings name.
     *
     * @throws IOException naming the setting whose file cannot be used
     */
    static TlsContext read(Settings.Tls settings) throws IOException {
        Optional<Path> clientCa = settings.clientCa();
        return new TlsContext(
                context(Optional.of(settings), "TOKENLINE_SMPP_TLS_CLIENT_CA", clientCa), clientCa.isPresent());
    }

    /**
     * Connects to gateways.
     *
     * @param own the listener's, whose certificate is shown to gateways that ask for one
     * @param trust PEM file of the CAs that sign gateways' certificates; without it those of the JVM count
     * @throws IOException naming the setting whose file cannot be used
     */
    static SSLSocketFactory toGateways(Optional<Settings.Tls> own, Optional<Path> trust) throws IOException {
        return own.isEmpty() && trust.isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : context(own, "TOKENLINE_SMPP_TLS_TRUST", trust).getSocketFactory();
    }

    private static SSLContext context(Optional<Settings.Tls> own, String setting, Optional<Path> cas)
            throws IOException {
        KeyManager[] keys = own.isPresent() ? keys(own.get()).getKeyManagers() : new KeyManager[0];
        TrustManager @Nullable [] trusted = null;
        if (cas.isPresent()) {
            trusted = trusted(setting, cas.get());
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS", e);
        }
    }

    /** The layer of a connection that was accepted. */
    Layer over(SocketChannel channel) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(clientCertificates);
        engine.setSSLParameters(parameters);
        return new TlsLayer(channel, engine);
    }

    private static KeyManagerFactory keys(Settings.Tls settings) throws IOException {
        char[] password = settings.password().value().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance(settings.keyStore().toFile(), password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return keys;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IOException(
                    "TOKENLINE_SMPP_TLS_KEYSTORE=" + settings.keyStore()
                            + " cannot be used: name a PKCS#12 or JKS file that holds a key and its certificate chain,"
                            + " and its password in TOKENLINE_SMPP_TLS_PASSWORD",
                    e);
        }
    }

    private static TrustManager[] trusted(String setting, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("no certificate is in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    setting + "=" + file
                            + " cannot be used: name a PEM file with the certificates of the CAs that sign operators'"
                            + " certificates",
                    e);
        }
    }
}
