using MimeKit;
using Selvedge.Domain.Alerts;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Settings <c>Selvedge:Mail</c>. Without a host no mail is sent; with a public address alone chats are told.</summary>
public sealed record MailOptions
{
    public string? Host { get; init; }

    public int Port { get; init; } = 25;

    /// <summary>Address of the sender.</summary>
    public string From { get; init; } = "";

    /// <summary>Where people reach the product, such as <c>https://selvedge.example.com</c>: links in mails begin with it.</summary>
    public string PublicAddress { get; init; } = "";

    /// <summary>For a server that wants to know who sends; with <see cref="Password"/>.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }

    public bool IsOn => !string.IsNullOrWhiteSpace(Host);

    /// <summary>Whether anything can be told outside: what is told leads back here.</summary>
    public bool IsReachable => !string.IsNullOrWhiteSpace(PublicAddress);

    /// <exception cref="InvalidOperationException">Mail is on and a setting says nothing usable.</exception>
    internal MailOptions Checked() =>
        !IsOn && !IsReachable ? this
        : IsOn && !MailboxAddress.TryParse(From, out _) ? throw new InvalidOperationException($"Selvedge:Mail:From is no mail address: '{From}'.")
        : !Uri.TryCreate(PublicAddress, UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https")
            ? throw new InvalidOperationException($"Selvedge:Mail:PublicAddress is no address of a site: '{PublicAddress}'.")
        : Port is < 1 or > 65_535 ? throw new InvalidOperationException($"Selvedge:Mail:Port is no port: {Port}.")
        : this;

    /// <summary>At the line that an alert is of.</summary>
    internal string LinkToOrder(IncidentRow alert) =>
        Link($"/pos/{Uri.EscapeDataString(alert.Subject.PurchaseOrder)}{(alert.Finding.Line is { } line ? $"?line={line}" : "")}");

    internal string Link(string path) => PublicAddress.TrimEnd('/') + path;
}
