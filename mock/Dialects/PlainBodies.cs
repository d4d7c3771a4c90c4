using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Request bodies without a root element: forms and JSON, in UTF-8, up to one MiB.</summary>
internal sealed class PlainBodies(GatesAt api)
{
    private readonly Gate _formRefused = api[Behaviors.FormBody, "refused"];
    private readonly Gate _jsonRefused = api[Behaviors.JsonBody, "refused"];
    private readonly Gate _malformedAccepted = api[Behaviors.MalformedBody, "accepted"];
    private readonly Gate _malformedCreated = api[Behaviors.MalformedBody, "created"];
    private readonly Gate _malformedServerError = api[Behaviors.NoServerError, "malformed-body"];
    private readonly Gate _unknownAccepted = api[Behaviors.UnknownMediaType, "accepted"];

    public Body Read(SimulatedRequest request, Modes modes)
    {
        if (request.Body.Length > MediaType.MaxBytes)
            return Body.Refused(413, $"The body has {request.Body.Length} bytes, at most {MediaType.MaxBytes} are read.");
        var type = MediaType.Of(request.Header("Content-Type"));
        if (!type.IsUtf8)
            return Body.Refused(415, $"The charset {type.Charset} is not spoken here, utf-8 is.");
        return type.Name switch
        {
            "" when request.Body.IsEmpty => new Body(new Input.Members()),
            "" or MediaType.Form when modes[_formRefused] => Body.Refused(415, $"{MediaType.Form} is not read."),
            "" or MediaType.Form => FormBody.Read(request.Body.Span, out var problem) is { } members
                ? new Body(members) : Malformed(problem, modes),
            MediaType.Json when modes[_jsonRefused] => Body.Refused(415, $"{MediaType.Json} is not read, {MediaType.Form} is."),
            MediaType.Json => FromJson(request.Body, modes),
            _ => Body.Refused(415, $"{type.Name} is not read; {MediaType.Form} and {MediaType.Json} are.",
                modes[_unknownAccepted] ? BodyFate.UnknownAccepted : BodyFate.None),
        };
    }

    private Body FromJson(ReadOnlyMemory<byte> text, Modes modes) => JsonBody.Read(text, out var problem) switch
    {
        Input.Members members => new Body(members),
        null => Malformed(problem, modes),
        _ => Malformed("The body is JSON, but no object.", modes),
    };

    private Body Malformed(string problem, Modes modes) =>
        Body.Refused(modes[_malformedServerError] ? 500 : 400, problem, 
            modes[_malformedAccepted] ? BodyFate.MalformedAccepted : modes[_malformedCreated] ? BodyFate.UnknownAccepted : BodyFate.None)
            with
        { Malformed = true };
}
