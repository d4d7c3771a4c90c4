using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A create that tries something, and what became of it.</summary>
/// <param name="Input">What was sent, by field names.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Made">The record, where there is one.</param>
internal sealed record Trial(JsonObject Input, Answer Answer, Made? Made)
{
    /// <summary>A create with this input.</summary>
    public static async Task<Trial> Of(Session session, Resource resource, JsonObject input, Sending? how = null)
    {
        var answer = await session.Create(resource, input, how);
        return new Trial(input, answer, answer.Succeeded ? new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer) : null);
    }

    /// <summary>A create with one field as given; null takes it away.</summary>
    public static async Task<Trial> Of(Session session, Resource resource, Field field, JsonNode? value, Sending? how = null) =>
        await Of(session, resource, await session.InputWith(resource, field, value), how);
}
