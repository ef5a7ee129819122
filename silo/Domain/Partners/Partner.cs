using System.Collections.Immutable;
using System.Diagnostics;

namespace Selvedge.Domain.Partners;

/// <summary>What may be asked of a partner's record.</summary>
public abstract record PartnerCommand
{
    private PartnerCommand() { }

    /// <param name="Held">The version that the editor saw; null to act upon any.</param>
    public sealed record Record(PartnerSheet Sheet, int? Held) : PartnerCommand;

    public sealed record IssueKey(PartnerKey Key) : PartnerCommand;

    public sealed record RevokeKey(string Id, string By) : PartnerCommand;
}

/// <summary>What happened to a partner's record. Stored for ever: additive only.</summary>
public abstract record PartnerEvent
{
    private PartnerEvent() { }

    public sealed record Registered(PartnerSheet Sheet) : PartnerEvent;

    public sealed record Revised(PartnerSheet Sheet) : PartnerEvent;

    public sealed record KeyIssued(PartnerKey Key) : PartnerEvent;

    public sealed record KeyRevoked(string Id, string By, DateTimeOffset At) : PartnerEvent;
}

/// <summary>The rules of one partner: at most two keys open at a time, so that one can be changed without a gap.</summary>
public sealed class Partner : IDecider<PartnerCommand, PartnerEvent, PartnerRow>
{
    public const int MostLiveKeys = 2;

    /// <summary>Keys that open no more and are still listed.</summary>
    public const int KeptKeys = 20;

    private Partner() { }

    public static PartnerRow Initial { get; } = new(null, [], 0);

    public static Decision<PartnerEvent> Decide(PartnerCommand command, PartnerRow partner, Surroundings around) => command switch
    {
        PartnerCommand.Record(var sheet, var held) => Record(sheet, held, partner),
        _ when partner.Sheet is not { } => new Refusal("unknown-partner", "", "There is no partner of this id."),
        PartnerCommand.IssueKey(var key) => Issue(key, partner.Sheet, partner.Keys),
        PartnerCommand.RevokeKey(var id, var by) => Revoke(id, by, partner.Keys, around.Now),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static PartnerRow Evolve(PartnerRow partner, PartnerEvent happened) => happened switch
    {
        PartnerEvent.Registered(var sheet) => partner with { Sheet = sheet, Version = partner.Version + 1 },
        PartnerEvent.Revised(var sheet) => partner with { Sheet = sheet, Version = partner.Version + 1 },
        PartnerEvent.KeyIssued(var key) => partner with { Keys = Kept(partner.Keys.Add(key)), Version = partner.Version + 1 },
        PartnerEvent.KeyRevoked(var id, var by, var at) => partner with
        {
            Keys = [.. partner.Keys.Select(key => key.Id == id ? key with { RevokedBy = by, RevokedAt = at } : key)],
            Version = partner.Version + 1,
        },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(PartnerRow partner) => null;

    private static Decision<PartnerEvent> Record(PartnerSheet sheet, int? held, PartnerRow partner)
    {
        if (held is not null && held != partner.Version)
            return new Refusal("changed-since", "/If-Match", $"It has been changed since: version {partner.Version} stands, {held} was held.");
        if (sheet.Scopes.IsEmpty)
            return new Refusal("required", "/scopes", "Expected at least one of what it may do.");
        if (sheet.Scopes.Contains(PartnerScope.Report) && sheet.Sources.IsEmpty)
            return new Refusal("required", "/sources", "Expected at least one name under which it reports.");
        return partner.Sheet is not { } known ? One(new PartnerEvent.Registered(sheet))
            : known.Equals(sheet) ? ImmutableArray<PartnerEvent>.Empty
            : One(new PartnerEvent.Revised(sheet));
    }

    private static Decision<PartnerEvent> Issue(PartnerKey key, PartnerSheet sheet, ImmutableArray<PartnerKey> keys)
    {
        if (keys.Count(k => k.IsLive) >= MostLiveKeys)
            return new Refusal("too-many-keys", "", $"{MostLiveKeys} keys are open already: revoke one first.");
        if (key.Scopes.IsEmpty)
            return new Refusal("required", "/scopes", "Expected at least one of what it may do.");
        return key.Scopes.Except(sheet.Scopes).Any()
            ? new Refusal("beyond-partner", "/scopes", $"{sheet.Name} itself may do no more than {string.Join(", ", sheet.Scopes).ToLowerInvariant()}.")
            : One(new PartnerEvent.KeyIssued(key));
    }

    private static Decision<PartnerEvent> Revoke(string id, string by, ImmutableArray<PartnerKey> keys, DateTimeOffset now) =>
        keys.FirstOrDefault(key => key.Id == id) is not { } key ? new Refusal("unknown-key", "", "It has no such key.")
        : key.IsLive ? One(new PartnerEvent.KeyRevoked(id, by, now))
        : ImmutableArray<PartnerEvent>.Empty;

    // The oldest that open no more are forgotten; the log has them.
    private static ImmutableArray<PartnerKey> Kept(ImmutableArray<PartnerKey> keys) =>
        keys.Length <= KeptKeys ? keys : keys.RemoveAt(keys.Select((key, i) => (key, i)).First(k => !k.key.IsLive).i);

    private static Decision<PartnerEvent> One(PartnerEvent happened) => ImmutableArray.Create(happened);
}
