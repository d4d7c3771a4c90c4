using System.Buffers;
using System.Net;
using System.Text;
using PlanisoContract.Mock.Stubs.Templating.Models;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's <c>base64</c>, <c>urlEncode</c>, <c>formData</c> and <c>trim</c>.</summary>
internal static class Encodings
{
    private static readonly SearchValues<char> Base64Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["base64"] = Base64,
        ["urlEncode"] = UrlEncoded,
        ["formData"] = Form,
        ["trim"] = call => call.BodyOrSubject().Trim(),
    };

    private static string Base64(Call call)
    {
        var text = call.BodyOrSubject();
        if (call.IsTrue("decode"))
            return Decoded(text);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        return call.Option("padding") is null or true ? encoded : encoded.TrimEnd('=');
    }

    private static string Decoded(string text)
    {
        var wrong = text.AsSpan().IndexOfAnyExcept(Base64Characters);
        if (wrong >= 0)
            throw HelperFault.Illegal($"Illegal base64 character {(int)text[wrong]:x}");
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw HelperFault.Illegal("Input byte array has wrong 4-byte ending unit");
    }

    private static string UrlEncoded(Call call)
    {
        var text = call.Required();
        var encoding = EncodingOf(call);
        return call.IsTrue("decode") ? Decode(text, encoding) : Encode(text, encoding);
    }

    private static Encoding EncodingOf(Call call)
    {
        var name = ValueText.Of(call.Option("encoding") ?? "utf-8");
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new HelperFault("java.io.UnsupportedEncodingException", name);
        }
    }

    /// <summary>As HTML forms are encoded.</summary>
    private static string Encode(string text, Encoding encoding)
    {
        var encoded = new StringBuilder();
        foreach (var one in encoding.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || (char)one is '.' or '-' or '*' or '_')
                encoded.Append((char)one);
            else
                encoded.Append(one == ' ' ? "+" : $"%{one:X2}");
        }
        return encoded.ToString();
    }

    private static string Decode(string text, Encoding encoding)
    {
        var bytes = WebUtility.UrlDecodeToBytes(Encoding.UTF8.GetBytes(text), 0, Encoding.UTF8.GetByteCount(text));
        return encoding.GetString(bytes);
    }

    private static object? Form(Call call)
    {
        var map = new TemplateMap();
        var encoding = EncodingOf(call);
        foreach (var pair in call.Required().Split('&'))
        {
            var parts = pair.Split('=');
            if (parts.Length > 1 && (parts[1].Length > 0 || parts.Skip(2).Any(part => part.Length > 0)))
                RequestParts.Add(map, parts[0], call.IsTrue("urlDecode") ? Decode(parts[1].Trim(), encoding) : parts[1].Trim());
        }
        return call.Text(0) is { } name ? Variables.Keep(call, name, map) : map;
    }
}
