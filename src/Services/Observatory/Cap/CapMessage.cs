using System.Globalization;
using System.Text;
using System.Xml;
using OneStop.Observatory.OpenData;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Cap;

/// <summary>A step of a warning as a message of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010), in three languages.</summary>
internal sealed class CapMessage(Text text, CapSender sender)
{
    internal const string ContentType = "application/cap+xml; charset=utf-8";
    private const string Namespace = "urn:oasis:names:tc:emergency:cap:1.2";
    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly (Lang Lang, string Tag)[] Languages = [(Lang.Traditional, "zh-HK"), (Lang.Simplified, "zh-CN"), (Lang.English, "en")];

    internal static string Type(WarningAction action) => action switch
    {
        WarningAction.Issue => "Alert",
        WarningAction.Cancel => "Cancel",
        _ => "Update",
    };

    /// <param name="earlier">The chain's steps before this one, oldest first.</param>
    internal byte[] Write(WarningStep step, IReadOnlyList<WarningStep> earlier)
    {
        var kind = WarningKinds.Find(step.Kind)!;
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("alert", Namespace);
            Element(xml, "identifier", Identifier(step));
            Element(xml, "sender", sender.Address);
            Element(xml, "sent", Sent(step));
            Element(xml, "status", sender.IsDemonstration ? "Exercise" : "Actual");
            Element(xml, "msgType", Type(step.Action));
            Element(xml, "scope", "Public");
            if (sender.IsDemonstration)
            {
                // CAP asks an exercise to say which.
                Element(xml, "note", text.In(Lang.English, "observatory.cap.demonstration"));
            }

            if (earlier.Count > 0)
            {
                Element(xml, "references", string.Join(' ', earlier.Select(before => $"{sender.Address},{Identifier(before)},{Sent(before)}")));
            }

            foreach (var (lang, tag) in Languages)
            {
                Info(xml, step, kind, lang, tag);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    internal string Headline(WarningStep step, Lang lang) =>
        text.In(lang, $"observatory.cap.{step.Action.ToString().ToLowerInvariant()}", Signal(step).Name);

    internal static WarningSignal Signal(WarningStep step) => WarningKinds.Find(step.Kind)!.Signals.Single(signal => signal.Code == step.Code);

    /// <summary>The OASIS categories; nearly all of it is the weather's.</summary>
    internal static string Category(string kind) => kind switch
    {
        "WL" or "WTMW" => "Geo",
        "WFIRE" => "Fire",
        _ => "Met",
    };

    private static string Identifier(WarningStep step) => step.Id.ToString("D", CultureInfo.InvariantCulture);

    private static string Sent(WarningStep step) => Wire.Time(step.IssuedAt);

    private void Info(XmlWriter xml, WarningStep step, WarningKind kind, Lang lang, string tag)
    {
        var signal = Signal(step);
        var over = step.Action == WarningAction.Cancel;
        xml.WriteStartElement("info", Namespace);
        Element(xml, "language", tag);
        Element(xml, "category", Category(kind.Key));
        Element(xml, "event", signal.Name.In(lang));
        if (over)
        {
            Element(xml, "responseType", "AllClear");
        }

        Element(xml, "urgency", over ? "Past" : signal.Urgency);
        Element(xml, "severity", over ? "Minor" : signal.Severity);
        Element(xml, "certainty", over ? "Observed" : signal.Certainty);
        Pair(xml, "eventCode", "HKO", signal.Code);
        Element(xml, "effective", Sent(step));
        if (step.ExpiresAt is { } expires)
        {
            Element(xml, "expires", Wire.Time(expires));
        }

        Element(xml, "senderName", text.In(lang, "observatory.name"));
        Element(xml, "headline", Headline(step, lang));
        Element(xml, "description", string.Join('\n', WarningReports.Paragraphs(step, lang)));
        xml.WriteStartElement("area", Namespace);
        Element(xml, "areaDesc", HongKongArea.Name.In(lang));
        Element(xml, "polygon", HongKongArea.Polygon);
        Pair(xml, "geocode", "ISO 3166-1", "HK");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string value) => xml.WriteElementString(name, Namespace, XmlText.Clean(value));

    private static void Pair(XmlWriter xml, string name, string key, string value)
    {
        xml.WriteStartElement(name, Namespace);
        Element(xml, "valueName", key);
        Element(xml, "value", value);
        xml.WriteEndElement();
    }
}

/// <summary>Who sends our messages, and whether they are of made-up weather.</summary>
internal sealed record CapSender(string Address, bool IsDemonstration);
