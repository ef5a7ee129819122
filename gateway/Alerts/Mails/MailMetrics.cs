using System.Diagnostics.Metrics;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>How many alerts people are told of, and what became of the mails, by the meter <c>Selvedge.Alerts</c>.</summary>
internal sealed class MailMetrics
{
    public const string MeterName = "Selvedge.Alerts";

    private readonly Counter<long> made;
    private readonly Counter<long> held;
    private readonly Counter<long> mails;

    public MailMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        made = meter.CreateCounter<long>("selvedge.alerts.notices", "{notice}", "What people are to be told of alerts, by channel: mail, or digest.");
        held = meter.CreateCounter<long>("selvedge.alerts.held_notices", "{notice}", "What waits for a digest because the day's mails of its reader were used up.");
        mails = meter.CreateCounter<long>("selvedge.alerts.mails", "{mail}", "Attempts to send a mail, by outcome: sent, refused, or failed.");
    }

    public void Made(int mail, int digest)
    {
        made.Add(mail, new KeyValuePair<string, object?>("channel", NoticeChannels.Mail));
        made.Add(digest, new KeyValuePair<string, object?>("channel", NoticeChannels.Digest));
    }

    public void Held() => held.Add(1);

    public void Tried(Posted outcome) => mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        Posted.Sent => "sent",
        Posted.Refused => "refused",
        _ => "failed",
    }));
}
