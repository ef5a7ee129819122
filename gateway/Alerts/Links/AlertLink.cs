using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Selvedge.Contracts;

namespace Selvedge.Gateway.Alerts.Links;

/// <summary>What a link in a mail opens: one act of one person upon one alert, once.</summary>
/// <param name="Step">Version of the incident whose event reached them: the link is as single as the mail.</param>
/// <param name="Times">How often the incident had been raised: when it is raised anew, there is another mail.</param>
internal sealed record AlertLink(string Incident, int Step, string Person, int Times, DateTimeOffset ExpiresAt)
{
    private const char Between = '\n';
    private const char BeforeSignature = '.';
    private const int LongestToken = 2_000;

    /// <summary>Of the one command that the link may send.</summary>
    public Guid Command => CommandIds.Of("alert-link", Incident, Step.ToString(CultureInfo.InvariantCulture), Person);

    /// <summary>The same link always has the same token, so that a mail which is tried again is the same mail.</summary>
    /// <param name="mail">The address that it is sent to: with another one it opens nothing.</param>
    public string Sign(byte[] key, string mail)
    {
        var payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Incident}{Between}{Step}{Between}{Person}{Between}{Times}{Between}{ExpiresAt.ToUnixTimeSeconds()}"));
        return $"{WebEncoders.Base64UrlEncode(payload)}{BeforeSignature}{WebEncoders.Base64UrlEncode(SignatureOf(payload, key, mail))}";
    }

    /// <summary>What the token says, whoever wrote it: it is to be believed only when it <see cref="IsSigned"/>.</summary>
    public static bool TryRead(string? token, [NotNullWhen(true)] out AlertLink? link)
    {
        link = null;
        if (token is null || token.Length > LongestToken || token.Split(BeforeSignature) is not [var said, _] || BytesOf(said) is not { } payload)
            return false;
        if (Encoding.UTF8.GetString(payload).Split(Between) is not [var incident, var step, var person, var times, var expires]
            || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var of) || !int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var raised)
            || !uint.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        link = new AlertLink(incident, of, person, raised, DateTimeOffset.FromUnixTimeSeconds(seconds));
        return true;
    }

    /// <summary>Whether the token is ours, and went to that address. Takes the same time whatever is wrong with it.</summary>
    public static bool IsSigned(string token, byte[] key, string mail) => token.Split(BeforeSignature) is [var said, var signature]
        && BytesOf(said) is { } payload && BytesOf(signature) is { } found && CryptographicOperations.FixedTimeEquals(found, SignatureOf(payload, key, mail));

    private static byte[] SignatureOf(byte[] payload, byte[] key, string mail) => HMACSHA256.HashData(key, (byte[])[.. payload, (byte)Between, .. Encoding.UTF8.GetBytes(mail)]);

    private static byte[]? BytesOf(string text)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
