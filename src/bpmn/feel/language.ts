/** How a BPMN file says that its expressions are FEEL (the default of DMN 1.5); without it the standard reads XPath. */
export const feelLanguage = 'https://www.omg.org/spec/DMN/20230324/FEEL/';
