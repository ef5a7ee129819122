using System.Text;
using MimeKit;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Where mail can go.</summary>
internal static class MailAddresses
{
    /// <summary>Why no mail can be written to that address; null where one can. Whether anybody takes it there only its server can say.</summary>
    public static string? WhyNot(string address) =>
        MailboxAddress.TryParse(address, out var read) && read.Address == address && read.Domain.Contains('.') && !read.Domain.StartsWith('[') && Ascii.IsValid(address)
            ? null
            : "Expected one mail address, such as clara@example.com.";
}
