using System.Collections.Immutable;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Gateway.Samples;

namespace Selvedge.Gateway.Tests.Seasons;

/// <summary>The sample told to the domain, none of it refused.</summary>
internal sealed record Told(ImmutableArray<StyleState> Styles, ImmutableArray<PurchaseOrderState> Orders)
{
    public static Told By(SeasonPlan plan, DateOnly today)
    {
        var now = new DateTimeOffset(today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
        foreach (var person in plan.People)
            Decide<Person, PersonCommand, PersonEvent, PersonState>(new PersonCommand.Record(person), new Surroundings(now, WorkingCalendars.Unknown));

        var country = plan.Vendors.ToDictionary(v => v.Code, v => v.Country);
        var styles = plan.Styles.ToDictionary(s => s.Number, s => Decide<Style, StyleCommand, StyleEvent, StyleState>(
            new StyleCommand.Record(s), new Surroundings(now, WorkingCalendars.Unknown)));
        return new Told([.. styles.Values], [.. plan.Orders.Select(o => Decide<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(
            new PurchaseOrderCommand.Record(o, [.. o.Lines.Select(l => l.Style!).Distinct().Select(s => Style.HandOver(styles[s], 1)!)], plan.FoundOf(o)),
            new Surroundings(now, SampleCalendars.Planned.OfCountry(country[o.Vendor]))))]);
    }

    public static TState Decide<TDecider, TCommand, TEvent, TState>(TCommand command, Surroundings around)
        where TDecider : IDecider<TCommand, TEvent, TState>
    {
        var decision = TDecider.Decide(command, TDecider.Initial, around);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(TDecider.Initial, TDecider.Evolve);
    }
}

/// <summary>Seasons told to the domain, each once for all the tests of a class.</summary>
public sealed class ToldSeasons
{
    public const int Seed = 1;

    private readonly Dictionary<DateOnly, Told> told = [];

    internal Told On(DateOnly day)
    {
        if (!told.TryGetValue(day, out var season))
            told[day] = season = Told.By(SeasonPlan.Generate(Seed, day, SampleSize.Season), day);
        return season;
    }
}
