using System.Text;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Mails;

namespace Selvedge.Gateway.Alerts.Chats;

/// <summary>A letter as chats take it at an address for incoming messages. What others wrote in it links and mentions nothing.</summary>
internal static class ChatMessage
{
    // What the chats take of each.
    private const int LongestHeading = 150;
    private const int LongestText = 2_900;

    public static byte[] Of(ChatForm form, Letter letter) => Encoding.UTF8.GetBytes((form == ChatForm.Slack ? Slack(letter) : Teams(letter)).ToJsonString());

    // Blocks, with the heading as what a notification shows.
    private static JsonObject Slack(Letter letter) => new()
    {
        ["text"] = Plain(letter.Heading),
        ["blocks"] = new JsonArray(
            new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Cut(letter.Heading, LongestHeading), ["emoji"] = false } },
            new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = Cut(string.Join('\n', [Plain(letter.Lead), .. letter.Facts.Select(f => $"*{Plain(f.Name)}:* {Plain(f.Value)}")]), LongestText) } },
            new JsonObject
            {
                ["type"] = "actions",
                ["elements"] = new JsonArray([.. letter.Links.Select(link => new JsonObject
                {
                    ["type"] = "button", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = link.Text, ["emoji"] = false }, ["url"] = link.Url,
                })]),
            }),
    };

    // An Adaptive Card in the envelope of an incoming webhook.
    private static JsonObject Teams(Letter letter) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.4",
                ["body"] = new JsonArray(
                    new JsonObject { ["type"] = "TextBlock", ["text"] = Bare(letter.Heading), ["weight"] = "Bolder", ["size"] = "Medium", ["wrap"] = true },
                    new JsonObject { ["type"] = "TextBlock", ["text"] = Bare(letter.Lead), ["wrap"] = true },
                    new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. letter.Facts.Select(f => new JsonObject { ["title"] = Bare(f.Name), ["value"] = Bare(f.Value) })]) }),
                ["actions"] = new JsonArray([.. letter.Links.Select(link => new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = link.Text, ["url"] = link.Url })]),
            },
        }),
    };

    private static string Plain(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // Cards read a little Markdown.
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var one in text)
            (one is '[' or ']' or '*' or '_' or '\\' or '`' ? bare.Append('\\') : bare).Append(one);
        return Cut(bare.ToString(), LongestText);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
