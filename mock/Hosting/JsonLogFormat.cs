using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanisoContract.Mock.Journal;

namespace PlanisoContract.Mock.Hosting;

/// <summary>A JSON object a line for each request, for programs that collect logs.</summary>
internal sealed class JsonLogFormat(KeyRedaction redaction) : ILogFormat
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Append(StringBuilder text, LogLine line) => AppendObject(text, line.At, json =>
    {
        if (line.Bug is not null)
        {
            json.WriteString("bug", line.Bug.ToString());
            return;
        }
        json.WriteString("method", line.Method);
        json.WriteString("path", redaction.Path(line.Target.Path));
        if (line.Target.Query.Length > 0)
            json.WriteString("query", redaction.Query(line.Target.Query));
        json.WriteNumber("status", line.Status);
        json.WriteNumber("bytes", line.Bytes);
        json.WriteNumber("milliseconds", Math.Round(line.Took.TotalMilliseconds, 3));
        if (line.Key is not null)
            json.WriteString("key", line.Key);
    });

    public void AppendMore(StringBuilder text, DateTimeOffset at, int requests) => AppendObject(text, at, json => json.WriteNumber("more", requests));

    private static void AppendObject(StringBuilder text, DateTimeOffset at, Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", at.UtcDateTime);
            members(json);
            json.WriteEndObject();
        }
        text.Append(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length))).Append('\n');
    }
}
