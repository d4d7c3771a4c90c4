using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Request bodies without a root element: forms and JSON, in UTF-8, up to one MiB.</summary>
internal sealed class RootlessBodyReader(PlaceFlags api)
{
    private readonly ModeFlag _formRefused = api[Behaviors.FormBody, "refused"];
    private readonly ModeFlag _jsonRefused = api[Behaviors.JsonBody, "refused"];
    private readonly ModeFlag _malformedNotRead = api[Behaviors.MalformedBody, "not-read"];
    private readonly ModeFlag _malformedCreated = api[Behaviors.MalformedBody, "created"];
    private readonly ModeFlag _malformedCleared = api[Behaviors.MalformedBody, "cleared"];
    private readonly ModeFlag _malformedServerError = api[Behaviors.NoServerError, "malformed-body"];
    private readonly ModeFlag _unknownAccepted = api[Behaviors.UnknownMediaType, "accepted"];

    public ParsedBody Read(SimulatedRequest request, ActiveModes modes)
    {
        if (request.Body.Length > MediaType.MaxBytes)
            return ParsedBody.Refused(413, $"The body has {request.Body.Length} bytes, at most {MediaType.MaxBytes} are read.");
        var type = MediaType.Of(request.Header("Content-Type"));
        if (!type.IsUtf8)
            return ParsedBody.Refused(415, $"The charset {type.Charset} is not spoken here, utf-8 is.");
        return type.Name switch
        {
            "" when request.Body.IsEmpty => new ParsedBody(new BodyValue.Members()),
            "" or MediaType.Form when modes[_formRefused] => ParsedBody.Refused(415, $"{MediaType.Form} is not read."),
            "" or MediaType.Form => FormBody.Read(request.Body.Span, out var problem) is { } members
                ? new ParsedBody(members) : Malformed(problem, modes),
            MediaType.Json when modes[_jsonRefused] => ParsedBody.Refused(415, $"{MediaType.Json} is not read, {MediaType.Form} is."),
            MediaType.Json => FromJson(request.Body, modes),
            _ => ParsedBody.Refused(415, $"{type.Name} is not read; {MediaType.Form} and {MediaType.Json} are.",
                modes[_unknownAccepted] ? BodyFallback.UnknownAccepted : BodyFallback.None),
        };
    }

    private ParsedBody FromJson(ReadOnlyMemory<byte> text, ActiveModes modes) => JsonBody.Read(text, out var problem) switch
    {
        BodyValue.Members members => new ParsedBody(members),
        null => Malformed(problem, modes),
        _ => Malformed("The body is JSON, but no object.", modes),
    };

    private ParsedBody Malformed(string problem, ActiveModes modes) =>
        ParsedBody.Refused(modes[_malformedServerError] ? 500 : 400, problem, Fallback(modes)) with { Malformed = true };

    private BodyFallback Fallback(ActiveModes modes) =>
        modes[_malformedNotRead] ? BodyFallback.MalformedAccepted
        : modes[_malformedCreated] ? BodyFallback.UnknownAccepted
        : modes[_malformedCleared] ? BodyFallback.MalformedClears
        : BodyFallback.None;
}
