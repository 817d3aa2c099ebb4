package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "196.201.208.0/21, 196.201.215.255, 196.201.216.0",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "255.255.255.255/32, 255.255.255.255, 255.255.255.254",
        "0.0.0.0/0, 255.1.2.3, ::1",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::1, 2001:db8::1, 2001:db8::2",
        "::/0, 2001:db8::2, 10.0.0.1"
    })
    void aNetworkHoldsItsAddressesAndNoOthers(String network, String inside, String outside)
            throws UnknownHostException {
        Cidr cidr = Cidr.parse(network).orElseThrow();
        assertTrue(cidr.contains(InetAddress.getByName(inside)));
        assertTrue(!cidr.contains(InetAddress.getByName(outside)));
        assertEquals(cidr, Cidr.parse(cidr.toString()).orElseThrow(), "what is written is read again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "10.0.0/8",
                "256.0.0.0/8",
                "10.0.0.0.0",
                "example.com",
                "localhost/8",
                "2001:db8::1/32",
                "2001:db8::/129",
                "::ffff:a00:1/128",
                ":",
                "10.0.0.0/8 ",
                "fe80::1%eth0"
            })
    void whatIsNoNetworkIsNone(String text) {
        assertTrue(Cidr.parse(text).isEmpty());
    }
}
