package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.metering.Meter;
import io.tokenline.token.sts.MeterPan;
import java.util.Optional;

/**
 * Which meters are asked for; what is empty does not matter.
 *
 * @param pan the one of this number
 * @param account of the customer with this account
 * @param phone those that this phone is registered for
 * @param group those of this group
 * @param supplyGroup those of this supply group
 * @param tariff those charged by this tariff
 * @param status those that may buy, or may not
 * @param hidden those hidden from strangers, or not
 */
public record MeterFilter(
        Optional<MeterPan> pan,
        Optional<String> account,
        Optional<Msisdn> phone,
        Optional<String> group,
        Optional<String> supplyGroup,
        Optional<String> tariff,
        Optional<Meter.Status> status,
        Optional<Boolean> hidden) {}
