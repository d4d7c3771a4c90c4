using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Writes JSON answers, compact and in UTF-8. Each thread has one writer: most answers are small, and there are many.</summary>
internal static class JsonText
{
    private const int Usual = 1 << 20;

    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The bytes that <paramref name="write"/> writes. It must not write another text meanwhile.</summary>
    public static ReadOnlyMemory<byte> Of<T>(T what, Action<Utf8JsonWriter, T> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var json = _writer ??= new Utf8JsonWriter(buffer, Writing);
        buffer.ResetWrittenCount();
        json.Reset();
        write(json, what);
        json.Flush();
        var text = buffer.WrittenMemory;
        // A large buffer goes with its answer, a usual one is used again.
        if (buffer.Capacity <= Usual)
            return text.ToArray();
        (_buffer, _writer) = (null, null);
        return text;
    }

    /// <summary>A body with a byte order mark before it.</summary>
    public static ReadOnlyMemory<byte> Marked(ReadOnlyMemory<byte> body) => (byte[])[.. Encoding.UTF8.Preamble, .. body.Span];
}
