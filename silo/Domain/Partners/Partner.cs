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

    public sealed record AddWebhook(Webhook Webhook) : PartnerCommand;

    public sealed record DropWebhook(string Id, string By) : PartnerCommand;

    public sealed record RotateSecret(string Id, string Secret) : PartnerCommand;

    /// <param name="Why">For the person who reads it.</param>
    public sealed record DisableWebhook(string Id, string Why) : PartnerCommand;

    public sealed record EnableWebhook(string Id, string By) : PartnerCommand;
}

/// <summary>What happened to a partner's record. Stored for ever: additive only.</summary>
public abstract record PartnerEvent
{
    private PartnerEvent() { }

    public sealed record Registered(PartnerSheet Sheet) : PartnerEvent;

    public sealed record Revised(PartnerSheet Sheet) : PartnerEvent;

    public sealed record KeyIssued(PartnerKey Key) : PartnerEvent;

    public sealed record KeyRevoked(string Id, string By, DateTimeOffset At) : PartnerEvent;

    public sealed record WebhookAdded(Webhook Webhook) : PartnerEvent;

    public sealed record WebhookDropped(string Id, string By, DateTimeOffset At) : PartnerEvent;

    /// <param name="FormerEndsAt">Until when messages are signed by the one before as well.</param>
    public sealed record SecretRotated(string Id, string Secret, DateTimeOffset FormerEndsAt) : PartnerEvent;

    public sealed record WebhookDisabled(string Id, string Why, DateTimeOffset At) : PartnerEvent;

    public sealed record WebhookEnabled(string Id, string By, DateTimeOffset At) : PartnerEvent;
}

/// <summary>The rules of one partner: at most two keys open at a time, so that one can be changed without a gap.</summary>
public sealed class Partner : IDecider<PartnerCommand, PartnerEvent, PartnerRow>
{
    public const int MostLiveKeys = 2;

    /// <summary>Keys that open no more and are still listed.</summary>
    public const int KeptKeys = 20;

    public const int MostWebhooks = 10;

    /// <summary>How long messages are signed by the former secret as well.</summary>
    public static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    private Partner() { }

    public static PartnerRow Initial { get; } = new(null, [], 0, []);

    public static Decision<PartnerEvent> Decide(PartnerCommand command, PartnerRow partner, Surroundings around) => command switch
    {
        PartnerCommand.Record(var sheet, var held) => Record(sheet, held, partner),
        _ when partner.Sheet is not { } => new Refusal("unknown-partner", "", "There is no partner of this id."),
        PartnerCommand.IssueKey(var key) => Issue(key, partner.Sheet, partner.Keys),
        PartnerCommand.RevokeKey(var id, var by) => Revoke(id, by, partner.Keys, around.Now),
        PartnerCommand.AddWebhook(var webhook) => Add(webhook, partner),
        PartnerCommand.DropWebhook(var id, var by) => partner.Webhooks.Any(w => w.Id == id) ? One(new PartnerEvent.WebhookDropped(id, by, around.Now)) : ImmutableArray<PartnerEvent>.Empty,
        PartnerCommand.RotateSecret(var id, var secret) => OfWebhook(id, partner, _ => new PartnerEvent.SecretRotated(id, secret, around.Now + SecretOverlap)),
        PartnerCommand.DisableWebhook(var id, var why) => OfWebhook(id, partner, webhook => webhook.IsEnabled ? new PartnerEvent.WebhookDisabled(id, why, around.Now) : null),
        PartnerCommand.EnableWebhook(var id, var by) => OfWebhook(id, partner, webhook => webhook.IsEnabled ? null : new PartnerEvent.WebhookEnabled(id, by, around.Now)),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static PartnerRow Evolve(PartnerRow partner, PartnerEvent happened) => happened switch
    {
        PartnerEvent.Registered(var sheet) => partner with { Sheet = sheet },
        PartnerEvent.Revised(var sheet) => partner with { Sheet = sheet },
        PartnerEvent.KeyIssued(var key) => partner with { Keys = Kept(partner.Keys.Add(key)) },
        PartnerEvent.KeyRevoked(var id, var by, var at) => partner with { Keys = [.. partner.Keys.Select(key => key.Id == id ? key with { RevokedBy = by, RevokedAt = at } : key)] },
        PartnerEvent.WebhookAdded(var webhook) => partner with { Webhooks = partner.Webhooks.Add(webhook) },
        PartnerEvent.WebhookDropped(var id, _, _) => partner with { Webhooks = partner.Webhooks.RemoveAll(w => w.Id == id) },
        PartnerEvent.SecretRotated(var id, var secret, var formerEndsAt) => With(partner, id, w => w with { Secrets = [new(secret, null), w.Secrets[0] with { EndsAt = formerEndsAt }] }),
        PartnerEvent.WebhookDisabled(var id, var why, var at) => With(partner, id, w => w with { Disabled = why, DisabledAt = at }),
        PartnerEvent.WebhookEnabled(var id, _, _) => With(partner, id, w => w with { Disabled = null, DisabledAt = null }),
        _ => throw new UnreachableException(happened.GetType().Name),
    } with { Version = partner.Version + 1 };

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

    private static Decision<PartnerEvent> Add(Webhook webhook, PartnerRow partner) =>
        !partner.Sheet!.Scopes.Contains(PartnerScope.Webhooks) ? new Refusal("beyond-partner", "", $"{partner.Sheet.Name} may keep no webhooks.")
        : partner.Webhooks.Length >= MostWebhooks ? new Refusal("too-many", "", $"There are {MostWebhooks} webhooks already: delete one first.")
        : One(new PartnerEvent.WebhookAdded(webhook));

    private static Decision<PartnerEvent> OfWebhook(string id, PartnerRow partner, Func<Webhook, PartnerEvent?> decide) =>
        partner.Webhooks.FirstOrDefault(w => w.Id == id) is not { } webhook ? new Refusal("unknown-webhook", "", "It has no such webhook.")
        : decide(webhook) is { } happened ? One(happened)
        : ImmutableArray<PartnerEvent>.Empty;

    private static PartnerRow With(PartnerRow partner, string id, Func<Webhook, Webhook> change) =>
        partner with { Webhooks = [.. partner.Webhooks.Select(w => w.Id == id ? change(w) : w)] };

    // The oldest that open no more are forgotten; the log has them.
    private static ImmutableArray<PartnerKey> Kept(ImmutableArray<PartnerKey> keys) =>
        keys.Length <= KeptKeys ? keys : keys.RemoveAt(keys.Select((key, i) => (key, i)).First(k => !k.key.IsLive).i);

    private static Decision<PartnerEvent> One(PartnerEvent happened) => ImmutableArray.Create(happened);
}
