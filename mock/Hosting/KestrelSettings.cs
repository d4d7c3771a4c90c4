using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlanisoContract.Mock.Hosting;

/// <summary>What Kestrel is told at both addresses: to leave judging a request to the contract.</summary>
internal static class KestrelSettings
{
    // Kestrel has no such way for a request line: letters beyond ASCII in a path or query it refuses with 400 by itself.
    private static readonly Encoding Utf8OrLatin1 = new Utf8OrLatin1Encoding();

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = _ => Utf8OrLatin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        // The simulator refuses what is too long, in the dialect of the API; RequestBody reads no more than it needs.
        kestrel.Limits.MaxRequestBodySize = null;
        // A debugger or a slow upload may hold a request for minutes.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
    }

    /// <summary>Reads UTF-8, and what is none as Latin-1, in which every byte is a letter (RFC 9110, 5.5).</summary>
    private sealed class Utf8OrLatin1Encoding : Encoding
    {
        private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            Of(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => Of(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Strict.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetByteCount(char[] chars, int index, int count) => Strict.GetByteCount(chars, index, count);

        public override int GetMaxByteCount(int charCount) => Strict.GetMaxByteCount(charCount);

        public override int GetMaxCharCount(int byteCount) => byteCount;

        private static Encoding Of(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Strict : Latin1;
    }
}
