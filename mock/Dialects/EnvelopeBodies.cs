using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Which request bodies the envelope dialect reads: forms and JSON, in UTF-8, up to one MiB.</summary>
internal sealed class EnvelopeBodies(GatesAt api)
{
    private const int MaxBytes = 1 << 20;
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    private readonly Gate _formRefused = api[Behaviors.FormBody, "refused"];
    private readonly Gate _jsonRefused = api[Behaviors.JsonBody, "refused"];
    private readonly Gate _malformedAccepted = api[Behaviors.MalformedBody, "accepted"];
    private readonly Gate _malformedServerError = api[Behaviors.NoServerError, "malformed-body"];
    private readonly Gate _unknownAccepted = api[Behaviors.UnknownMediaType, "accepted"];

    public Body Read(SimulatedRequest request, Modes modes)
    {
        if (request.Body.Length > MaxBytes)
            return Body.Refused(413, $"The body has {request.Body.Length} bytes, at most {MaxBytes} are read.");
        var (type, charset) = MediaType(request.Header("Content-Type"));
        if (charset is not ("utf-8" or "utf8" or "us-ascii"))
            return Body.Refused(415, $"The charset {charset} is not spoken here, utf-8 is.");
        return type switch
        {
            "" or Form when type.Length == 0 && request.Body.IsEmpty => new Body(new Input.Members()),
            "" or Form when modes[_formRefused] => Body.Refused(415, $"{Form} is not read."),
            "" or Form => FormBody.Read(request.Body.Span, out var problem) is { } members
                ? new Body(members) : Malformed(problem, modes),
            Json when modes[_jsonRefused] => Body.Refused(415, $"{Json} is not read, {Form} is."),
            Json => FromJson(request.Body, modes),
            _ => Body.Refused(415, $"{type} is not read; {Form} and {Json} are.",
                modes[_unknownAccepted] ? BodyFate.UnknownAccepted : BodyFate.None),
        };
    }

    private Body FromJson(ReadOnlyMemory<byte> text, Modes modes) => JsonBody.Read(text, out var problem) switch
    {
        Input.Members members => new Body(members),
        null => Malformed(problem, modes),
        _ => Malformed("The body is JSON, but no object.", modes),
    };

    private Body Malformed(string problem, Modes modes) => Body.Refused(
        modes[_malformedServerError] ? 500 : 400, problem, modes[_malformedAccepted] ? BodyFate.MalformedAccepted : BodyFate.None);

    private static (string Type, string Charset) MediaType(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return ("", "utf-8");
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var charset = parts.Skip(1).FirstOrDefault(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase));
        return (parts[0].ToLowerInvariant(), charset is null ? "utf-8" : charset["charset=".Length..].Trim('"').ToLowerInvariant());
    }
}
