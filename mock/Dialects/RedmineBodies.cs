using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Which request bodies the redmine dialect reads: JSON, XML and forms, the record below a root element.</summary>
internal sealed class RedmineBodies(GatesAt api)
{
    private readonly RedmineBodyGates _gates = new(api);
    private readonly XmlBody _xml = new(new XmlGates(api));

    private static Body Nothing => new(new Input.Members());

    public Body Read(Call call)
    {
        var (request, modes) = (call.Request, call.Modes);
        if (request.Body.Length > MediaType.MaxBytes)
            return Body.Refused(413, $"The body has {request.Body.Length} bytes, at most {MediaType.MaxBytes} are read.");
        if (request.Body.IsEmpty)
            return Nothing;
        var type = MediaType.Of(request.Header("Content-Type"));
        return type.Name switch
        {
            "" when !modes[_gates.UntypedRead] => FormBody.Read(request.Body.Span, out _) is { } members ? Rooted(members, call) : Nothing,
            "" => FromJson(call),
            MediaType.Form when modes[_gates.FormRefused] => Body.Refused(415, "Forms are not read."),
            MediaType.Form => FormBody.Read(request.Body.Span, out var problem) is { } members
                ? Rooted(members, call) : Malformed(problem, modes, default, default),
            MediaType.Json or "text/x-json" when modes[_gates.JsonRefused] => Body.Refused(415, "JSON is not read."),
            MediaType.Json or "text/x-json" => FromJson(call),
            MediaType.Xml or "text/xml" or "application/x-xml" => FromXml(call),
            // Rails takes any other type for a body that says nothing.
            _ => Nothing with { Fate = modes[_gates.UnknownAccepted] ? BodyFate.UnknownAccepted : BodyFate.None },
        };
    }

    private Body FromJson(Call call) => JsonBody.Read(call.Request.Body, out var problem) is { } json
        ? Rooted(json as Input.Members, call)
        : Malformed(problem, call.Modes, _gates.JsonUnprocessable, _gates.JsonAccepted);

    private Body FromXml(Call call) => _xml.Read(call.Request.Body, call.Operation.Resource, call.Modes, out var problem) is { } document
        ? Rooted(document, call)
        : Malformed(problem, call.Modes, _gates.XmlUnprocessable, _gates.XmlAccepted);

    // What stands beside the root, or below another one, is not looked at.
    private Body Rooted(Input.Members? body, Call call)
    {
        var resource = call.Operation.Resource;
        var root = body?[resource.Resource.One ?? resource.Resource.Name];
        if (root is Input.Members record)
            return new Body(record);
        if (body is null || root is not null || call.Operation.Kind != OperationKind.Create || !body.All.Any(member => resource.Names.ContainsKey(member.Key)))
            return Nothing;
        return call.Modes[_gates.RootBroken] ? Body.Refused(400, "The root element is missing.") with { Malformed = true }
            : call.Modes[_gates.RootNotRequired] ? new Body(body) : Nothing;
    }

    private Body Malformed(string problem, Modes modes, Gate unprocessable, Gate accepted) =>
        Body.Refused(modes[_gates.ServerError] ? 500 : 400, problem, modes[accepted] ? BodyFate.MalformedAccepted : BodyFate.None)
            with
        { Malformed = !modes[unprocessable] };
}
