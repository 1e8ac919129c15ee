using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneStop.Registers.Entries;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): one content has one text, and so one hash, in every program and language.</summary>
internal static class CanonicalJson
{
    internal static string Write(JsonNode node)
    {
        using var document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(node));
        var text = new StringBuilder();
        Write(text, document.RootElement);
        return text.ToString();
    }

    internal static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteList(text, '{', '}', value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal), property =>
                {
                    Write(text, property.Name);
                    text.Append(':');
                    Write(text, property.Value);
                });
                break;
            case JsonValueKind.Array:
                WriteList(text, '[', ']', value.EnumerateArray(), item => Write(text, item));
                break;
            case JsonValueKind.String:
                Write(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetDouble()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteList<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            write(item);
        }

        text.Append(close);
    }

    // Section 3.2.2.2: only what must be escaped is.
    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var symbol in value)
        {
            _ = symbol switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)symbol:x4}"),
                _ => text.Append(symbol),
            };
        }

        text.Append('"');
    }

    // Section 3.2.2.3: as ECMAScript writes an IEEE 754 double, which knows exponents only below 1e-6 and from 1e21.
    internal static string Number(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var shortest = double.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var parts = shortest[0].Split('.');
        var all = string.Concat(parts);
        var digits = all.TrimStart('0');
        var power = shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].Length - (all.Length - digits.Length) + power;
        digits = digits.TrimEnd('0');
        var plain = point switch
        {
            > 21 or < -5 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point < 1 ? "-" : "+")}{int.Abs(point - 1)}",
            <= 0 => "0." + new string('0', -point) + digits,
            _ when digits.Length <= point => digits + new string('0', point - digits.Length),
            _ => digits[..point] + "." + digits[point..],
        };
        return value < 0 ? "-" + plain : plain;
    }
}
