using System.Diagnostics.Metrics;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>How many alerts people are told of, and what became of the mails, by the meter <c>Selvedge.Alerts</c>.</summary>
internal sealed class MailMetrics
{
    public const string MeterName = "Selvedge.Alerts";

    private readonly Counter<long> made;
    private readonly Counter<long> held;
    private readonly Counter<long> mails;
    private readonly Counter<long> chats;

    public MailMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        made = meter.CreateCounter<long>("selvedge.alerts.notices", "{notice}", "What people are to be told of alerts, by channel: mail, digest, or chat.");
        held = meter.CreateCounter<long>("selvedge.alerts.held_notices", "{notice}", "What waits for a digest because the day's mails of its reader were used up.");
        chats = meter.CreateCounter<long>("selvedge.alerts.chats", "{message}", "Attempts to tell a chat, by outcome: sent, or failed.");
        mails = meter.CreateCounter<long>("selvedge.alerts.mails", "{mail}", "Attempts to send a mail, by outcome: sent, refused, or failed.");
    }

    public void Made(string channel, int many) => made.Add(many, new KeyValuePair<string, object?>("channel", channel));

    public void Told(bool isTaken) => chats.Add(1, new KeyValuePair<string, object?>("outcome", isTaken ? "sent" : "failed"));

    public void Held(int many) => held.Add(many);

    public void Tried(Posted outcome) => mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        Posted.Sent => "sent",
        Posted.Refused => "refused",
        _ => "failed",
    }));
}
