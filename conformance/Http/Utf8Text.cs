using System.Text;

namespace PlanisoContract.Conformance.Http;

/// <summary>Bytes of a body as text, and what of them is none. What can be read is read all the same, so that one fault hides no other.</summary>
internal static class Utf8Text
{
    /// <summary>What is said of a mark before a body.</summary>
    public const string Mark = "a byte order mark before the body, which RFC 8259 forbids";
    private const string NoUtf8 = "bytes that are not UTF-8";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, without a mark; and what is wrong with the bytes, or null.</summary>
    public static (string Text, string? Fault) Read(ReadOnlySpan<byte> bytes)
    {
        var isMarked = bytes.StartsWith(Encoding.UTF8.Preamble);
        var own = isMarked ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return (Strict.GetString(own), isMarked ? Mark : null);
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.UTF8.GetString(own), NoUtf8);
        }
    }
}
