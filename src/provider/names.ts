/** Type name of the data source and of the ephemeral resource of a gate. */
export const GATE = "fullstory_gate";
