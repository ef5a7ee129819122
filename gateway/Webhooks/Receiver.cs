using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Webhooks;

/// <summary>A webhook with what its partner may see: what is sent is what the log would show.</summary>
internal sealed class Receiver(PartnerRow partner, Webhook webhook, Rows rows)
{
    private readonly Sight sight = new(rows, Rights.Of(partner.Sheet!));

    public string Partner => partner.Sheet!.Id;

    public Webhook Webhook => webhook;

    public Rights Rights { get; } = Rights.Of(partner.Sheet!);

    /// <summary>As of the rows in memory, and without reading the event.</summary>
    public bool Wants(RecordedEvent happened) =>
        Vocabulary.TypeOf(happened.Type) is { } type && (webhook.Events.IsEmpty || webhook.Events.Contains(type)) && Sees(happened);

    /// <summary>The event as its partner would read it in the log; null where that shows it nothing.</summary>
    public PublishedEvent? Read(RecordedEvent happened) => Sees(happened) ? PublishedEvent.Of(happened, Rights) : null;

    /// <summary>Null where there is no such webhook.</summary>
    public static Receiver? Find(Rows rows, string id)
    {
        foreach (var partner in rows.Partners)
            if (partner.Row.Webhooks.FirstOrDefault(w => w.Id == id) is { } webhook)
                return new Receiver(partner.Row, webhook, rows);
        return null;
    }

    private bool Sees(RecordedEvent happened) =>
        partner.Sheet!.Scopes.Contains(PartnerScope.Webhooks) && sight.Sees(happened.Stream.Kind, happened.Stream.Id);
}
