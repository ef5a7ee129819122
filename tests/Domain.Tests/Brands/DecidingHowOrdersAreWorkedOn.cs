using Selvedge.Domain.Alerts;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Brands;

public sealed class DecidingHowOrdersAreWorkedOn : Spec<Brand, BrandCommand, BrandEvent, BrandState>
{
    private static readonly BrandSettings Strict = BrandSettings.Default with { AnswerHours = 48, ExFactoryToleranceDays = 0 };

    private void Decide(BrandSettings settings, int? held = null) =>
        When(new BrandCommand.Decide("HALDEN", settings, held), new Surroundings(DateTimeOffset.UnixEpoch, WorkingCalendars.Unknown));

    [Fact]
    public void Goes_by_what_comes_with_the_product_until_it_decides() => Assert.Equal((0, BrandSettings.Default), (State.Version, State.Settings));

    [Fact]
    public void Every_decision_is_a_version()
    {
        Decide(Strict);
        Decide(Strict with { AnswerHours = 24 }, held: 1);
        Assert.Equal((2, 24), (State.Version, State.Settings.AnswerHours));
    }

    [Fact]
    public void Deciding_the_same_again_changes_nothing()
    {
        Decide(Strict);
        Decide(Strict with { Limits = [.. Strict.Limits], Risky = [.. Strict.Risky] });
        ThenNothing();
    }

    [Fact]
    public void What_comes_with_the_product_can_be_decided_too()
    {
        Decide(BrandSettings.Default);
        Assert.Equal(1, State.Version);
    }

    [Fact]
    public void Who_looked_at_an_older_version_is_told_so()
    {
        Decide(Strict);
        Decide(BrandSettings.Default, held: 0);
        ThenRefused("changed-since");
    }

    public static TheoryData<BrandSettings, string, string> Faulty => new()
    {
        { Strict with { AnswerHours = 0 }, "/answerHours", "impossible-setting" },
        { Strict with { ExFactoryToleranceDays = -1 }, "/exFactoryToleranceDays", "impossible-setting" },
        { Strict with { SmallTolerancePercent = 101 }, "/smallTolerancePercent", "impossible-setting" },
        { Strict with { Limits = [new ApprovalLimit(null, null, 5, null, null)] }, "/limits/0/role", "required" },
        { Strict with { Limits = [new ApprovalLimit("assistant", "noor", 5, null, null)] }, "/limits/0/role", "required" },
        { Strict with { Limits = [new ApprovalLimit("vendor", null, 5, null, null)] }, "/limits/0/role", "unknown-role" },
        { Strict with { Limits = [new ApprovalLimit("assistant", null, null, null, null)] }, "/limits/0/units", "required" },
        { Strict with { Limits = [new ApprovalLimit("assistant", null, null, 10m, null)] }, "/limits/0/currency", "required" },
        { Strict with { Limits = [new ApprovalLimit("assistant", null, null, 10m, "usd")] }, "/limits/0/currency", "unknown-currency" },
        { Strict with { Alerts = new([new(AlertCause.LateOrder, "toys", null, 3, Severity.P2)], []) }, "/alerts/rules/0/category", "unknown-category" },
        { Strict with { Alerts = new([new(AlertCause.LateOrder, null, "V1", -1, Severity.P2)], []) }, "/alerts/rules/0/fromDays", "impossible-setting" },
        { Strict with { Alerts = new([new(AlertCause.LateOrder, null, "V1", 1, null), new(AlertCause.LateOrder, null, "V1", 2, Severity.P3)], []) }, "/alerts/rules/1/cause", "named-twice" },
        { Strict with { Alerts = new([], [new(Severity.P1, "vendor", 0)]) }, "/alerts/steps/0/role", "unknown-role" },
        { Strict with { Alerts = new([], [new(Severity.P1, "manager", 0), new(Severity.P1, "manager", 3)]) }, "/alerts/steps/1/role", "named-twice" },
        { Strict with { Alerts = new([], [new(Severity.P1, "manager", 0), new(Severity.P2, "manager", 1)]) }, "/alerts/steps/1/afterDays", "nobody-at-once" },
        { Strict with { Alerts = new([], [new(Severity.P1, "manager", 400)]) }, "/alerts/steps/0/afterDays", "impossible-setting" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void What_cannot_be_is_refused_with_its_place(BrandSettings settings, string pointer, string code)
    {
        Decide(settings);
        ThenRefused(code);
        Assert.Equal(pointer, Answer.Refusal!.Pointer);
    }
}
