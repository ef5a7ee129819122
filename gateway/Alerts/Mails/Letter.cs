using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>What a mail says, before it is set as text and as HTML.</summary>
/// <param name="Facts">Each with its name.</param>
/// <param name="Links">What they do, and where.</param>
/// <param name="Foot">Why it came, and how to hear less.</param>
/// <param name="Language">ISO 639-1.</param>
internal sealed record Letter(
    string Subject, string Heading, string Lead, ImmutableArray<(string Name, string Value)> Facts, ImmutableArray<LetterList> Lists, ImmutableArray<(string Text, string Url)> Links,
    string Foot, string Language)
{
    public string AsText()
    {
        var text = new StringBuilder().Append(Heading).Append("\n\n").Append(Lead).Append('\n');
        if (Facts.Length > 0)
            text.Append('\n');
        foreach (var (name, value) in Facts)
            text.Append(name).Append(": ").Append(value).Append('\n');
        foreach (var list in Lists)
        {
            text.Append('\n').Append(list.Heading).Append('\n');
            foreach (var item in list.Items)
            {
                text.Append("- ").Append(item.Text).Append('\n');
                foreach (var (what, url) in item.Links)
                    text.Append("  ").Append(what).Append(": ").Append(url).Append('\n');
            }
        }

        foreach (var (what, url) in Links)
            text.Append('\n').Append(what).Append(":\n").Append(url).Append('\n');
        return text.Append("\n-- \n").Append(Foot).Append('\n').ToString();
    }

    // Styles stand at the elements: mail programs drop others. Colours hold on white and on what dark modes make of it.
    public string AsHtml()
    {
        var html = new StringBuilder(
            $"""<!doctype html><html lang="{Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head><body style="margin:0;padding:24px;font:15px/1.5 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif"><div style="max-width:560px;margin:0 auto">""");
        html.Append("<h1 style=\"font-size:20px;line-height:1.3;margin:0 0 8px\">").Append(Safe(Heading)).Append("</h1><p style=\"margin:0 0 16px\">").Append(Safe(Lead)).Append("</p>");
        if (Facts.Length > 0)
        {
            html.Append("<table style=\"border-collapse:collapse;margin:0 0 16px\">");
            foreach (var (name, value) in Facts)
                html.Append("<tr><th scope=\"row\" style=\"text-align:left;font-weight:600;padding:2px 16px 2px 0;vertical-align:top\">").Append(Safe(name)).Append("</th><td style=\"padding:2px 0\">").Append(Safe(value)).Append("</td></tr>");
            html.Append("</table>");
        }

        foreach (var list in Lists)
        {
            html.Append("<h2 style=\"font-size:15px;margin:0 0 4px\">").Append(Safe(list.Heading)).Append("</h2><ul style=\"margin:0 0 16px;padding-left:20px\">");
            foreach (var item in list.Items)
            {
                html.Append("<li>").Append(Safe(item.Text));
                foreach (var (index, (what, url)) in item.Links.Index())
                    html.Append(index == 0 ? "<br>" : " · ").Append("<a href=\"").Append(Safe(url)).Append("\">").Append(Safe(what)).Append("</a>");
                html.Append("</li>");
            }

            html.Append("</ul>");
        }

        foreach (var (what, url) in Links)
            html.Append("<p style=\"margin:0 0 8px\"><a href=\"").Append(Safe(url)).Append("\">").Append(Safe(what)).Append("</a></p>");
        return html.Append("<p style=\"margin:24px 0 0;font-size:13px\">").Append(Safe(Foot)).Append("</p></div></body></html>").ToString();

        static string Safe(string text) => WebUtility.HtmlEncode(text);
    }
}

internal sealed record LetterList(string Heading, ImmutableArray<LetterItem> Items);

/// <param name="Links">What they do, and where.</param>
internal sealed record LetterItem(string Text, ImmutableArray<(string Text, string Url)> Links)
{
    public LetterItem(string text) : this(text, []) { }
}
