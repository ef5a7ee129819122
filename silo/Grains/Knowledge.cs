using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// What every actor of a node may need of others' making, learned from the journal: the published templates, the working
/// calendars and what brands have decided, each as of the feed's position. Whoever waits for a position finds here what was committed up to it.
/// </summary>
/// <remarks>Started before the actors and after the feed. Thread-safe.</remarks>
public sealed class Knowledge(Journal.Journal journal, Feed feed, TimeProvider time, ILogger<Knowledge> log) : IHostedService
{
    private const int ProposalsKept = 8;
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<(CalendarShelf On, string Key, CalendarSheet Sheet, CalendarShelf With)> proposals = [];
    private volatile TemplateShelf templates = TemplateShelf.BuiltIn;
    private volatile CalendarShelf calendars = CalendarShelf.BuiltIn;

    private ImmutableDictionary<string, BrandView> brands = ImmutableDictionary<string, BrandView>.Empty;

    public TemplateShelf Templates => templates;

    public CalendarShelf Calendars => calendars;

    /// <summary>What the brand has decided of how its orders are worked on.</summary>
    public BrandSettings Brand(string brand) => Volatile.Read(ref brands).GetValueOrDefault(brand)?.Settings ?? BrandSettings.Default;

    /// <summary>The calendars as they would be with another sheet: asked for often with the same, it is made once.</summary>
    public CalendarShelf Proposed(string key, CalendarSheet sheet)
    {
        lock (gate)
        {
            foreach (var known in proposals)
                if (ReferenceEquals(known.On, calendars) && known.Key == key && known.Sheet.Equals(sheet))
                    return known.With;
            var with = calendars.With(key, int.MaxValue / 2, sheet);
            proposals.Insert(0, (calendars, key, sheet, with));
            if (proposals.Count > ProposalsKept)
                proposals.RemoveAt(ProposalsKept);
            return with;
        }
    }

    /// <summary>The calendars as they would be with closures beside those that stand.</summary>
    public CalendarShelf Closing(string key, ImmutableArray<Closure> closures) => Proposed(key, calendars.Find(key).Sheet.With(closures));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Heard from now on; what was committed before is read, and what is told twice says nothing new.
        feed.Advancing += Learn;
        while (true)
        {
            try
            {
                foreach (var kind in new[] { Kinds.CalendarTemplate, Kinds.WorkingCalendar, Kinds.Brand })
                    await foreach (var row in journal.ReadRowsAsync(kind, cancellationToken))
                        await foreach (var happened in journal.ReadStreamAsync(row.Stream, 0, ct: cancellationToken))
                            Learn(happened);
                return;
            }
            catch (JournalUnavailableException away)
            {
                log.LogWarning("Templates, calendars and brands wait for the journal: {Reason}", away.Message);
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.Advancing -= Learn;
        return Task.CompletedTask;
    }

    private void Learn(FeedBatch batch)
    {
        foreach (var happened in batch.Events)
            if (happened.Stream.Kind is Kinds.CalendarTemplate or Kinds.WorkingCalendar or Kinds.Brand)
                Learn(happened);
    }

    private void Learn(RecordedEvent happened)
    {
        try
        {
            lock (gate)
                switch (EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span))
                {
                    case TemplateEvent.Published e:
                        templates = templates.With(Domain.TimeAndAction.Templates.Learn(e.Id, e.Version, e.Sheet), happened.Position);
                        break;
                    case TemplateEvent.Retired e:
                        templates = templates.Without(e.Id, happened.Position);
                        break;
                    case CalendarEvent.Amended e:
                        calendars = calendars.With(e.Key, e.Version, e.Sheet);
                        break;
                    case BrandEvent.SettingsDecided e when (brands.GetValueOrDefault(e.Brand)?.Version ?? 0) < e.Version:
                        Volatile.Write(ref brands, brands.SetItem(e.Brand, new BrandView(e.Version, e.Settings)));
                        break;
                }
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException or System.Text.Json.JsonException)
        {
            // Whoever needs it will say so; the feed goes on for everybody else.
            log.LogError(broken, "{Stream} {Version} could not be learned", happened.Stream, happened.Version);
        }
    }
}
