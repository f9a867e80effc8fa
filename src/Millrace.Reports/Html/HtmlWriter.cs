using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Millrace.Reports.Html;

/// <summary>Writes elements; every text and attribute is encoded on its way through.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html = new();

    public HtmlWriter Open(string tag, string? cssClass = null, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        html.Append('<').Append(tag);
        if (!string.IsNullOrEmpty(cssClass))
        {
            Attribute("class", cssClass);
        }

        foreach (var (name, value) in attributes)
        {
            Attribute(name, value);
        }

        html.Append('>');
        return this;
    }

    public HtmlWriter Close(string tag)
    {
        html.Append("</").Append(tag).Append('>');
        return this;
    }

    public HtmlWriter Text(string text)
    {
        html.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>An element with only text; nothing at all when there is none.</summary>
    public HtmlWriter Element(string tag, string? cssClass, string? text) =>
        text is null ? this : Open(tag, cssClass).Text(text).Close(tag);

    /// <summary>A name that may be broken after its underscores.</summary>
    public HtmlWriter Name(string name)
    {
        html.Append(Encoder.Encode(name).Replace("_", "_<wbr>", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Trusted text that is already HTML: this assembly's own parts, never a caller's.</summary>
    public HtmlWriter Raw(string trusted)
    {
        html.Append(trusted);
        return this;
    }

    public HtmlWriter Line()
    {
        html.Append('\n');
        return this;
    }

    public override string ToString() => html.ToString();

    private void Attribute(string name, string value) =>
        html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
}
